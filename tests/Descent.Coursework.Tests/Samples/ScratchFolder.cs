using System.Diagnostics;

namespace Descent.Coursework.Tests.Samples;

/// <summary>A folder for one test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("descent-coursework-").FullName;

    public string PathOf(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a file, and the folders that it lies in.</summary>
    public string Write(string relative, string content)
    {
        var path = PathIn(relative);
        File.WriteAllText(path, content);
        return path;
    }

    public string Write(string relative, byte[] content)
    {
        var path = PathIn(relative);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Makes a named pipe that nobody writes into.</summary>
    public string Pipe(string relative)
    {
        var path = PathIn(relative);
        using var process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string PathIn(string relative)
    {
        var path = PathOf(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return path;
    }
}
