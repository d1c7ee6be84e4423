using System.CommandLine;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Running;
using Descent.Notebooks.Transforms;

namespace Descent.Cli.Commands;

/// <summary><c>descent strip</c>: removes outputs, or checks that there are none.</summary>
internal static class StripCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Notebooks, or folders to search for them. Default: the current folder.",
            Arity = ArgumentArity.ZeroOrMore,
            DefaultValueFactory = _ => ["."],
        };
        paths.Validators.Add(RunSettings.OptionsAreNoPaths);
        var check = new Option<bool>("--check") { Description = "Changes nothing; exits with 1 if a notebook has something to strip." };
        var command = new Command("strip", "Removes outputs and what editors leave behind, so that notebooks can be committed.") { paths, check };
        command.SetAction(parsed => Strip(NotebookFinder.Find(parsed.GetValue(paths)!), parsed.GetValue(check)));
        return command.WithExamples(
            "descent strip notebooks           strips every notebook in the folder",
            "descent strip --check notebooks   for CI and commit hooks");
    }

    private static int Strip(IReadOnlyList<string> files, bool checkOnly)
    {
        var changed = 0;
        var worst = ExitCode.Success;
        foreach (var file in files)
        {
            try
            {
                var before = File.ReadAllBytes(file);
                var stripped = StripOutputs.Apply(NotebookFile.Parse(before, Path.GetExtension(file), file));
                if (before.AsSpan().SequenceEqual(System.Text.Encoding.UTF8.GetBytes(NotebookFile.ToText(stripped, Path.GetExtension(file)))))
                    continue;
                changed++;
                Console.WriteLine(checkOnly ? $"not stripped: {file}" : $"stripped: {file}");
                if (!checkOnly)
                    NotebookFile.Write(stripped, file);
            }
            catch (Exception exception) when (Problem.IsOne(exception))
            {
                worst = Math.Max(worst, Problem.Report(file, exception));
            }
        }
        Console.WriteLine(checkOnly
            ? $"{files.Count - changed} of {files.Count} notebooks are as they should be{(changed > 0 ? "; 'descent strip' mends the others" : "")}"
            : $"{changed} of {files.Count} notebooks changed");
        return worst != ExitCode.Success ? worst : checkOnly && changed > 0 ? ExitCode.Failure : ExitCode.Success;
    }
}
