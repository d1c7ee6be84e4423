using System.CommandLine;
using Descent.Cli.Terminal;
using Descent.Notebooks.Site;

namespace Descent.Cli.Commands;

/// <summary><c>descent site</c>: runs the course and writes it as a static site.</summary>
internal static class SiteCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("dir") { Description = "Where the site goes: a new or empty folder, or one that holds an earlier site." };
        var paths = new Argument<string[]>("path")
        {
            Description = "Notebooks, or folders to search for them. Default: notebooks.",
            Arity = ArgumentArity.ZeroOrMore,
            DefaultValueFactory = _ => ["notebooks"],
        };
        paths.Validators.Add(RunSettings.OptionsAreNoPaths);
        folder.Validators.Add(RunSettings.OptionsAreNoPaths);
        var command = new Command("site", "Runs notebooks and writes them as a site: contents, pages, search, all in one folder that needs no server.") { folder, paths };
        var settings = new RunSettings(command);
        var title = new Option<string>("--title") { Description = "The course's name.", HelpName = "TEXT", DefaultValueFactory = _ => "Descent: deep learning in .NET notebooks" };
        command.Add(title);
        command.SetAction(parsed =>
        {
            var site = parsed.GetValue(folder)!;
            if (RunSettings.Find(parsed.GetValue(paths)!) is not { } files)
                return ExitCode.NotFound;
            CourseSite.RequireOwn(site);
            var assets = new SiteAssets(files[0]);
            if (RunSettings.Run(files, settings.Of(parsed) with { Environment = assets.Environment }, spare: null) is not { } results)
                return ExitCode.Interrupted;
            CourseSite.Write(results, site, assets, new SiteOptions { Title = parsed.GetValue(title)! });
            Console.WriteLine($"{Path.Combine(site, "index.html")}: {results.Count(result => result.Executed is not null)} pages");
            if (!assets.HasPlotly || !assets.HasKatex)
                Console.WriteLine($"{Missing(assets)} will come from a CDN; after 'npm ci' they go into the site, which then needs no network");
            PlainReport.Summarise(Console.Out, results);
            return RunSettings.Worst(results);
        });
        return command.WithExamples(
            "descent site public                              the whole course, into the folder public",
            "descent site public --jobs 2 --title \"Econ 413\"  two notebooks at a time, under another name",
            "descent site public notebooks exercises          more folders than one");
    }

    private static string Missing(SiteAssets assets) => (assets.HasPlotly, assets.HasKatex) switch
    {
        (false, false) => "plotly.js and KaTeX (figures and formulas)",
        (false, true) => "plotly.js (figures)",
        _ => "KaTeX (formulas)",
    };
}
