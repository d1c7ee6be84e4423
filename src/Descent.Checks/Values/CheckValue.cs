namespace Descent.Checks;

/// <summary>A value that a check observed: numbers with a shape, text, true or false, nothing, or the error that came instead.</summary>
public abstract record CheckValue
{
    private protected CheckValue()
    {
    }

    /// <summary>What it is, in a few words for a message: <c>numbers of shape (2, 3)</c>, <c>text</c>.</summary>
    public abstract string Kind { get; }
}
