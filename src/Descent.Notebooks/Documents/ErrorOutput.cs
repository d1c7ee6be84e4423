namespace Descent.Notebooks.Documents;

/// <summary>An error that ended a cell.</summary>
/// <param name="Name">The error's name (nbformat's <c>ename</c>), such as an exception's type.</param>
/// <param name="Value">The message (<c>evalue</c>).</param>
/// <param name="Traceback">The traceback, a line an element.</param>
public sealed record ErrorOutput(string Name, string Value, IReadOnlyList<string> Traceback) : Output
{
    /// <inheritdoc/>
    public override Output Copy() => this with { Extra = Copy(Extra) };
}
