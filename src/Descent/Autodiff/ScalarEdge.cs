namespace Descent;

/// <summary>One input of one operation in a <see cref="ScalarGraph"/>.</summary>
/// <param name="From">The id of the parent.</param>
/// <param name="To">The id of the scalar computed from it.</param>
/// <param name="LocalDerivative">The derivative of the child alone with respect to this parent.</param>
public sealed record ScalarEdge(int From, int To, double LocalDerivative);
