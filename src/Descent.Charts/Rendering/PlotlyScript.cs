namespace Descent.Charts.Rendering;

/// <summary>Where a page finds plotly.js.</summary>
/// <remarks>
/// The script is 4.8 MB, so no figure carries it. A notebook's output may be read from a file, from a server or inside an editor's
/// web view: only a page opened from a file may load another file, so the copy beside this library is offered to
/// such pages alone, and all others take the same version from a CDN. The integrity hash makes the browser refuse
/// anything else. An address relative to the page would not do: the page's place is unknown when a cell runs.
/// </remarks>
internal static class PlotlyScript
{
    /// <summary>The version in package.json.</summary>
    public const string Version = "4.1.2";

    /// <summary>The SHA-384 of plotly.min.js in the npm package plotly.js-dist-min.</summary>
    public const string Integrity = "sha384-hHv6D3tTUUBpp4tVv6t2Dc3oGuRhphmWOTKUR8jWyN0Pnon1g3iebKCNDNmKmxo8";

    /// <summary>The CDN, which serves the npm package's files byte by byte.</summary>
    public const string Address = $"https://cdn.jsdelivr.net/npm/plotly.js-dist-min@{Version}/plotly.min.js";

    /// <summary>
    /// The environment variable with which whoever builds pages says where they will find plotly.js: an address relative to
    /// the page, or absolute; empty for the CDN alone. Pages that move from machine to machine need one.
    /// </summary>
    public const string AddressVariable = "DESCENT_PLOTLY";

    /// <summary>The copy beside this library, or null.</summary>
    public static string? LocalFile { get; } = Find();

    /// <summary>The places to try, in order.</summary>
    /// <param name="localFile">A copy on this machine; null for none.</param>
    /// <param name="address">What <see cref="AddressVariable"/> says, which goes before the copy; null for nothing.</param>
    public static IEnumerable<JsonMap> Sources(string? localFile, string? address)
    {
        if (address is { Length: > 0 })
            yield return new JsonMap { ["src"] = address };
        else if (address is null && localFile is not null)
            yield return new JsonMap { ["src"] = new Uri(localFile).AbsoluteUri, ["local"] = true };
        yield return new JsonMap { ["src"] = Address, ["integrity"] = Integrity };
    }

    private static string? Find()
    {
        var library = typeof(PlotlyScript).Assembly.Location;
        if (library.Length == 0)
            return null;
        var file = Path.Combine(Path.GetDirectoryName(library)!, "plotly.min.js");
        return File.Exists(file) ? file : null;
    }
}
