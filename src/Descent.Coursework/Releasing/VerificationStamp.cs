using System.Security.Cryptography;
using System.Text;
using Descent.Coursework.Exercises;

namespace Descent.Coursework.Releasing;

/// <summary>
/// Remembers, under <c>artifacts/</c>, that an exercise has been verified as it is: the same files, by the same program, with the same
/// library. So releasing it again need not prove it again.
/// </summary>
internal static class VerificationStamp
{
    /// <summary>Whether the exercise has been verified as it is.</summary>
    public static bool IsThere(Exercise exercise, string courseFolder) =>
        Place(exercise, courseFolder) is { } path && File.Exists(path) && File.ReadAllText(path) == Of(exercise, courseFolder);

    /// <summary>Remembers that it has been.</summary>
    public static void Leave(Exercise exercise, string courseFolder)
    {
        if (Place(exercise, courseFolder) is not { } path)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Of(exercise, courseFolder));
    }

    private static string? Place(Exercise exercise, string courseFolder) =>
        courseFolder.Length > 0 ? Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(courseFolder))!, "verified", exercise.Name) : null;

    private static string Of(Exercise exercise, string courseFolder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = Directory.EnumerateFiles(exercise.Folder, "*", SearchOption.AllDirectories).Where(file => !Path.GetRelativePath(exercise.Folder, file).Contains(".ipynb_checkpoints", StringComparison.Ordinal))
            .Concat(Directory.EnumerateFiles(courseFolder, "*.dll"))
            .Append(typeof(VerificationStamp).Assembly.Location)
            .Append(typeof(Notebooks.Documents.Notebook).Assembly.Location);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file) + "\0"));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
