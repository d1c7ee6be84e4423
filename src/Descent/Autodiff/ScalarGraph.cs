namespace Descent;

/// <summary>A computation over <see cref="Scalar"/>s as data, ready to be drawn or listed.</summary>
/// <param name="Nodes">In topological order: parents before children, the result last. The position is the node's id.</param>
/// <param name="Edges">From parent to child; <c>x * x</c> has two edges from x, one for each factor.</param>
public sealed record ScalarGraph(IReadOnlyList<ScalarNode> Nodes, IReadOnlyList<ScalarEdge> Edges);
