namespace Descent.Notebooks.Documents;

/// <summary>The names that notebooks give to languages.</summary>
internal static class Languages
{
    public const string CSharp = "csharp";

    /// <summary>One lower-case name a language: <c>C#</c>, <c>c#</c> and <c>csharp</c> are the same.</summary>
    public static string Normalise(string language) => language.Trim().ToLowerInvariant() switch
    {
        "c#" or "csharp" or "cs" or "csharp-script" => CSharp,
        "f#" or "fsharp" or "fs" => "fsharp",
        "powershell" => "pwsh",
        "js" => "javascript",
        var other => other,
    };

    /// <summary>The name, or null when it is empty or the one that Polyglot Notebooks writes whatever the language.</summary>
    public static string? Specific(string? language) =>
        string.IsNullOrWhiteSpace(language) || language.Equals("polyglot-notebook", StringComparison.OrdinalIgnoreCase) ? null : language;
}
