namespace Descent.Tests;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Directory = System.IO.Directory.CreateTempSubdirectory("descent-").FullName;

    public string Directory { get; }

    public string this[string name] => Path.Combine(Directory, name);

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
