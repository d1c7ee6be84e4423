namespace Descent;

/// <summary>One scalar of a <see cref="ScalarGraph"/>.</summary>
/// <param name="Id">Its position in <see cref="ScalarGraph.Nodes"/>.</param>
/// <param name="Name">Its name, or null.</param>
/// <param name="Operation">How it was computed ("+", "tanh"); empty for a leaf.</param>
/// <param name="Value">The number.</param>
/// <param name="Grad">Its gradient when the graph was taken.</param>
public sealed record ScalarNode(int Id, string? Name, string Operation, double Value, double Grad)
{
    /// <summary>True for a number that was given, not computed.</summary>
    public bool IsLeaf => Operation.Length == 0;
}
