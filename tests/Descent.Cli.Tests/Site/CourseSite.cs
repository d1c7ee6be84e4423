namespace Descent.Cli.Tests.Site;

/// <summary>The whole course as <c>descent site</c> writes it: run once for all tests that look at it.</summary>
public sealed class CourseSite : IDisposable
{
    private readonly Scratch scratch = new();

    public CourseSite() => Result = Cli.RunIn(Repository.Root, "site", Folder, "--jobs", "2");

    public string Folder => scratch.PathOf("site");

    internal CliResult Result { get; }

    /// <summary>Whether figures and formulas came along; they do where <c>npm ci</c> was run.</summary>
    public bool HasPackages => File.Exists(Path.Combine(Folder, "assets", "plotly.min.js")) && Directory.Exists(Path.Combine(Folder, "assets", "katex"));

    public IEnumerable<string> Pages => Directory.GetFiles(Folder, "*.html").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    public string Address(string page) => new Uri(Path.Combine(Folder, page)).AbsoluteUri;

    public string Read(string page) => File.ReadAllText(Path.Combine(Folder, page));

    public void Dispose() => scratch.Dispose();
}
