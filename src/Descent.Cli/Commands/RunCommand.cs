using System.CommandLine;
using Descent.Cli.Terminal;
using Descent.Notebooks.Running;

namespace Descent.Cli.Commands;

/// <summary><c>descent run</c>: runs notebooks without a front end.</summary>
internal static class RunCommand
{
    public static Command Create(SpareKernel? spare)
    {
        var paths = new Argument<string[]>("path") { Description = "Notebooks (.ipynb, .dib), or folders to search for them.", Arity = ArgumentArity.OneOrMore };
        paths.Validators.Add(RunSettings.OptionsAreNoPaths);
        var command = new Command("run", "Runs notebooks from top to bottom and says whether they pass.") { paths };
        var settings = new RunSettings(command);
        var junit = new Option<string?>("--junit") { Description = "Writes a JUnit report to this file.", HelpName = "FILE" };
        var html = new Option<string?>("--html") { Description = "Writes executed notebooks as HTML pages into this folder.", HelpName = "DIR" };
        var output = new Option<string?>("--out") { Description = "Writes executed copies into this folder.", HelpName = "DIR" };
        var write = new Option<bool>("--write") { Description = "Writes the outputs into the notebooks themselves." };
        foreach (var option in new Option[] { junit, html, output, write })
            command.Add(option);
        command.SetAction(parsed =>
        {
            if (RunSettings.Find(parsed.GetValue(paths)!) is not { } files)
                return ExitCode.NotFound;
            if (RunSettings.Run(files, settings.Of(parsed), spare) is not { } results)
                return ExitCode.Interrupted;
            if (parsed.GetValue(junit) is { } junitFile)
                JUnitReport.Write(results, junitFile);
            if (parsed.GetValue(write))
            {
                foreach (var result in results)
                    ExecutedCopies.WriteInPlace(result);
            }
            foreach (var (result, name) in results.Zip(ExecutedCopies.Names(files)))
            {
                if (parsed.GetValue(output) is { } folder)
                    ExecutedCopies.Write(result, folder, name);
                if (parsed.GetValue(html) is { } pages)
                    ExecutedCopies.WriteHtml(result, pages, name);
            }
            PlainReport.Summarise(Console.Out, results);
            return RunSettings.Worst(results);
        });
        return command.WithExamples(
            "descent run notebooks                                    every notebook in the folder",
            "descent run notebooks --jobs 4 --junit results.xml       four at a time, with a report for CI",
            "descent run 08-mlp-on-iris.ipynb -p seed=2 --html pages  with a parameter, and a page to read");
    }
}
