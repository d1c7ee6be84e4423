namespace Descent;

/// <summary>How well one class was recognised.</summary>
/// <param name="Name">The class.</param>
/// <param name="Precision">Of the rows taken for this class, the share that are of it; 0 when there are none.</param>
/// <param name="Recall">Of the rows of this class, the share that was found; 0 when there are none.</param>
/// <param name="F1">The harmonic mean of both; 0 when both are.</param>
/// <param name="Support">Rows of this class.</param>
/// <param name="Predicted">Rows taken for this class.</param>
public sealed record ClassScore(string Name, double Precision, double Recall, double F1, int Support, int Predicted);
