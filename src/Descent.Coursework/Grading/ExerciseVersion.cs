using System.Security.Cryptography;
using System.Text;
using Descent.Coursework.Exercises;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Grading;

/// <summary>What an exercise's grading depends on, as a hash: a change of its text, or of another exercise, leaves marks as they are.</summary>
internal static class ExerciseVersion
{
    // To be raised when the same submission would get other marks from this program than before.
    private const int GraderVersion = 1;

    /// <summary>The version, twelve hexadecimal digits.</summary>
    public static string Of(Exercise exercise, int seed)
    {
        var text = new StringBuilder($"{GraderVersion}\0{seed}\0{exercise.CellTimeout.TotalSeconds:R}\0");
        foreach (var rule in exercise.Forbidden)
            text.Append(rule.Name).Append('\0').Append(rule.Reason).Append('\0');
        foreach (var cell in exercise.Cells)
        {
            text.Append(cell.Id).Append('\0').Append(cell.Role).Append('\0').Append(cell.Points.ToString("R")).Append('\0');
            // Of what is no code only its being there counts, and of an answer for a person the stub that it replaces.
            if (cell.Cell.Kind == CellKind.Code)
                text.Append(cell.Cell.Source).Append('\0');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 6));
    }
}
