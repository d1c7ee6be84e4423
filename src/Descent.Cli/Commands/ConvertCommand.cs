using System.CommandLine;
using Descent.Notebooks.Documents;

namespace Descent.Cli.Commands;

/// <summary><c>descent convert</c>: from <c>.dib</c> to <c>.ipynb</c> and back.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        var input = new Argument<string>("in") { Description = "The notebook to read (.ipynb or .dib)." };
        var output = new Argument<string>("out") { Description = "The notebook to write; its extension says the format." };
        var force = new Option<bool>("--force") { Description = "Writes over a file that exists." };
        var command = new Command("convert", "Converts a notebook from one format into another.") { input, output, force };
        command.SetAction(parsed => Convert(parsed.GetValue(input)!, parsed.GetValue(output)!, parsed.GetValue(force)));
        return command.WithExamples("descent convert lecture.dib lecture.ipynb");
    }

    private static int Convert(string input, string output, bool force)
    {
        try
        {
            var notebook = NotebookFile.Read(input);
            if (File.Exists(output) && !force)
                return Problem.Report(output, "the file exists; --force writes over it", ExitCode.Failure);
            NotebookFile.Write(notebook, output);
            Console.WriteLine($"{output}: {notebook.Cells.Count} cells");
            return ExitCode.Success;
        }
        catch (Exception exception) when (Problem.IsOne(exception))
        {
            return Problem.Report(input, exception);
        }
    }
}
