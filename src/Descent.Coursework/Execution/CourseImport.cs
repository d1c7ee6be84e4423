using System.Text.RegularExpressions;

namespace Descent.Coursework.Execution;

/// <summary>What a notebook's first cell imports: <c>artifacts/course.csx</c>, and the folder of assemblies that it references.</summary>
/// <param name="File">The file.</param>
/// <param name="Folder">The folder of the course's assemblies.</param>
/// <param name="Code">The file's text.</param>
public sealed partial record CourseImport(string File, string Folder, string Code)
{
    /// <summary>Finds the import of a notebook.</summary>
    /// <param name="firstCell">The source of its first code cell.</param>
    /// <param name="folder">The notebook's folder.</param>
    /// <returns>The import; null when the cell imports nothing.</returns>
    /// <exception cref="FileNotFoundException">The course has not been built.</exception>
    public static CourseImport? Find(string firstCell, string folder)
    {
        ArgumentNullException.ThrowIfNull(firstCell);
        if (Import.Match(firstCell.Trim()) is not { Success: true } match)
            return null;
        var file = Path.GetFullPath(match.Groups[1].Value.Trim('"'), folder);
        if (!System.IO.File.Exists(file))
        {
            throw new FileNotFoundException(
                $"{file} is not there: the exercise belongs in the course's folder exercises/, and 'dotnet build -c Release' in the course's folder writes that file", file);
        }
        var code = System.IO.File.ReadAllText(file).ReplaceLineEndings("\n");
        var assembly = Reference.Match(code) is { Success: true } reference ? reference.Groups[1].Value : throw new InvalidDataException($"{file}: it references no assembly; 'dotnet build -c Release' writes it anew");
        return new CourseImport(file, Path.GetDirectoryName(assembly)!, code);
    }

    /// <summary>The file's text with the assemblies where a sandbox has them.</summary>
    /// <param name="innerFolder">The folder of the course's assemblies inside the sandbox.</param>
    /// <returns>C#.</returns>
    internal string CodeIn(string innerFolder) =>
        Reference.Replace(Code, match => $"#r \"{innerFolder}/{Path.GetFileName(match.Groups[1].Value)}\"");

    [GeneratedRegex(@"^#!import\s+(.+)$")]
    private static partial Regex Import { get; }

    [GeneratedRegex("^#r \"([^\"]+)\"", RegexOptions.Multiline)]
    private static partial Regex Reference { get; }
}
