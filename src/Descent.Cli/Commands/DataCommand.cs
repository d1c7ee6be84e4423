using System.CommandLine;
using Descent.Cli.Terminal;

namespace Descent.Cli.Commands;

/// <summary><c>descent data</c>: which data sets are there; <c>descent data fetch</c> brings what is not.</summary>
internal static class DataCommand
{
    private const string Name = "mnist";

    public static Command Create()
    {
        var command = new Command("data", "Shows which data sets are there, and fetches those that are not.") { Fetch() };
        command.SetAction(_ => Show());
        return command.WithExamples(
            "descent data                           shows what is where",
            "descent data fetch mnist               fetches MNIST for this user",
            "descent data fetch mnist --to data/mnist");
    }

    private static Command Fetch()
    {
        var name = new Argument<string>("name") { Description = "The data set: mnist." };
        name.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && !value.Equals(Name, StringComparison.OrdinalIgnoreCase))
                result.AddError($"data fetch: there is no data set '{value}' to fetch; '{Name}' is one (Iris and Digits are part of the library)");
        });
        var to = new Option<string?>("--to") { Description = $"The folder. Default: {Mnist.DirectoryVariable}/mnist where that is set, else the user's cache.", HelpName = "DIR" };
        var command = new Command("fetch", "Downloads a data set and checks its content.") { name, to };
        command.SetAction(parsed => FetchMnist(parsed.GetValue(to)));
        return command.WithExamples("descent data fetch mnist --to data/mnist");
    }

    private static int Show()
    {
        var table = new TextTable("data set", "where", "size", "content");
        table.Add("Iris", "in the library", $"{Iris.Load().Count} flowers", "ok");
        table.Add("Digits", "in the library", $"{Digits.Load().Count} images", "ok");
        if (Mnist.Find() is not { } directory)
        {
            table.Add("MNIST", "not here", "70000 images", $"'descent data fetch {Name}' brings it");
            table.WriteTo(Console.Out);
            return ExitCode.Success;
        }
        var isRight = true;
        foreach (var file in Mnist.Files)
        {
            var check = Mnist.Check(directory, file);
            isRight &= check is true;
            table.Add("MNIST", Path.Combine(directory, file.Name), $"{file.Bytes:N0} bytes", check is true ? "ok" : "damaged: delete it and fetch it again");
        }
        table.WriteTo(Console.Out);
        return isRight ? ExitCode.Success : ExitCode.Failure;
    }

    private static int FetchMnist(string? directory)
    {
        using var interruption = new Interruption();
        try
        {
            using var progress = new DownloadReport();
            var folder = Mnist.Download(directory, progress, cancellation: interruption.Token);
            progress.Dispose();
            Console.WriteLine($"MNIST is in {folder}, its four files are right.");
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            return Interruption.Report("files that are complete stay");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Problem.Report(null, exception.Message, ExitCode.Failure);
        }
    }
}
