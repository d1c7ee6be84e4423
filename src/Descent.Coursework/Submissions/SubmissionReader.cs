using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Submissions;

/// <summary>
/// Reads what was handed in, which may be anything. Nothing is unpacked to disk, and nothing is read without a bound; outputs are skipped
/// unread. What can be mended is mended, with a warning; the rest is refused, with a reason.
/// </summary>
public static partial class SubmissionReader
{
    /// <summary>The largest notebook that is read, in bytes, outputs included.</summary>
    public const int MaximumNotebook = 200 << 20;

    private const int MaximumZip = 50 << 20;
    private const int MaximumEntries = 2_000;

    /// <summary>Reads a submission.</summary>
    /// <param name="file">Where it lies.</param>
    /// <param name="timestampFiles">Whether a <c>timestamp.txt</c> beside it is believed: only where those who hand in cannot write one.</param>
    /// <returns>The submission; it has a notebook or a problem.</returns>
    public static Submission Read(SubmissionFile file, bool timestampFiles = false)
    {
        ArgumentNullException.ThrowIfNull(file);
        List<string> warnings = [];
        var submitted = SubmittedAt(file.Path, timestampFiles, warnings);
        if (file.Problem is { } problem)
            return Refused(problem);
        try
        {
            var bytes = Path.GetExtension(file.Path).Equals(".zip", StringComparison.OrdinalIgnoreCase) ? FromZip(file) : FromFile(file.Path);
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            try
            {
                var (notebook, mended) = NotebookMending.Read(bytes);
                return new Submission(file, hash, submitted) { Notebook = notebook, Warnings = [.. warnings, .. mended] };
            }
            catch (NotebookFormatException exception)
            {
                return new Submission(file, hash, submitted) { Problem = $"it is not a notebook: {(exception.Place is { } place ? $"{place}: " : "")}{exception.Problem}" };
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Refused(exception.Message);
        }
#pragma warning disable CA1031 // whatever it is, memory that ran out included, it must not cost the others their marks
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Refused($"reading it failed: {exception.GetType().Name}: {exception.Message}");
        }

        // The reason stands for the content, so that another reason is another attempt.
        Submission Refused(string why) => new(file, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(why))), submitted) { Problem = why };
    }

    private static byte[] FromFile(string path)
    {
        using var stream = RegularFile.Open(path);
        return stream.Length <= MaximumNotebook
            ? ReadAtMost(stream, MaximumNotebook, (int)stream.Length)
            : throw new InvalidDataException($"the file has {stream.Length >> 20} MB; at most {MaximumNotebook >> 20} MB are read");
    }

    private static byte[] FromZip(SubmissionFile file)
    {
        using var stream = RegularFile.Open(file.Path);
        if (stream.Length > MaximumZip)
            throw new InvalidDataException($"the zip file has {stream.Length >> 20} MB; at most {MaximumZip >> 20} MB are read");
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        if (zip.Entries.Count > MaximumEntries)
            throw new InvalidDataException($"the zip file has {zip.Entries.Count} entries; at most {MaximumEntries} are read");
        var notebooks = zip.Entries
            .Where(entry => entry.Name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) && !entry.FullName.Contains(".ipynb_checkpoints/", StringComparison.Ordinal) && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal))
            .ToList();
        var chosen = notebooks.FindAll(entry => entry.Name == file.Exercise + ".ipynb") is [var named] ? named
            : notebooks is [var only] ? only
            : throw new InvalidDataException(notebooks.Count == 0 ? "the zip file holds no notebook" : $"the zip file holds {notebooks.Count} notebooks; one called {file.Exercise}.ipynb is expected");
        // What an entry says of its size need not be true: the stream is cut off.
        using var content = chosen.Open();
        return ReadAtMost(content, MaximumNotebook);
    }

    private static byte[] ReadAtMost(Stream stream, int maximum, int expected = 0)
    {
        using var memory = new MemoryStream(expected);
        var buffer = new byte[81_920];
        int count;
        while ((count = stream.Read(buffer)) > 0)
        {
            if (memory.Length + count > maximum)
                throw new InvalidDataException($"the notebook has more than {maximum >> 20} MB");
            memory.Write(buffer, 0, count);
        }
        return memory.Length == memory.Capacity ? memory.GetBuffer() : memory.ToArray();
    }

    /// <summary>When it was handed in: the file's time, or what <c>timestamp.txt</c> beside it says, as nbgrader writes it.</summary>
    private static DateTimeOffset SubmittedAt(string path, bool timestampFiles, List<string> warnings)
    {
        try
        {
            var stampFile = Path.Combine(Path.GetDirectoryName(path)!, "timestamp.txt");
            if (timestampFiles && Stamp(stampFile, warnings) is { } stamp)
                return stamp;
            if (!timestampFiles && File.Exists(stampFile))
                warnings.Add("there is a timestamp.txt; the file's own time counts (\"timestampFiles\": true in course.json believes it)");
            return new DateTimeOffset(File.Exists(path) ? File.GetLastWriteTimeUtc(path) : Directory.GetLastWriteTimeUtc(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return DateTimeOffset.UnixEpoch;
        }
    }

    private static DateTimeOffset? Stamp(string path, List<string> warnings)
    {
        if (!File.Exists(path) || new FileInfo(path) is not { Length: < 200, LinkTarget: null })
            return null;
        try
        {
            using var reader = new StreamReader(RegularFile.Open(path));
            // nbgrader writes 2026-11-02 15:58:23.948203 UTC.
            var text = TimeZoneName.Replace(reader.ReadToEnd().Trim(), "+00:00");
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime() : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            warnings.Add($"timestamp.txt cannot be read ({exception.Message}); the file's own time counts");
            return null;
        }
    }

    [GeneratedRegex(@"\s*UTC$")]
    private static partial Regex TimeZoneName { get; }
}
