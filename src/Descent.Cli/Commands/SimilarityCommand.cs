using System.CommandLine;
using Descent.Cli.Terminal;
using Descent.Coursework.Exercises;
using Descent.Coursework.Similarity;

namespace Descent.Cli.Commands;

/// <summary><c>descent similarity</c>: submissions that are alike.</summary>
internal static class SimilarityCommand
{
    public static Command Create()
    {
        var submitted = new Argument<string>("submitted") { Description = "The folder of submissions." };
        submitted.Validators.Add(RunSettings.OptionsAreNoPaths);
        var exercises = new Option<string[]>("--exercise", "-e") { Description = "An exercise's folder, or one that holds exercises; may be repeated. Default: exercises.", HelpName = "DIR", DefaultValueFactory = _ => ["exercises"] };
        var output = new Option<string>("--out") { Description = "The report, a page. Default: similarity.html.", HelpName = "FILE", DefaultValueFactory = _ => "similarity.html" };
        var least = new Option<int>("--least") { Description = "The least share of the shorter submission, in per cent, that makes a pair.", HelpName = "PERCENT", DefaultValueFactory = _ => 60 };
        least.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100)
                result.AddError("--least: 1 to 100 per cent");
        });
        var command = new Command("similarity", "Finds submissions whose answers are alike after renaming, without what the exercise brought along.") { submitted, exercises, output, least };
        command.SetAction(parsed => Problem.Guard(() =>
        {
            var share = parsed.GetValue(least) / 100.0;
            var pairs = SimilarityFinder.Find(parsed.GetValue(submitted)!, Exercise.Find(parsed.GetValue(exercises)!), share);
            File.WriteAllText(parsed.GetValue(output)!, SimilarityHtml.Render(pairs, share));
            if (pairs.Count > 0)
            {
                var table = new TextTable("alike", "exercise", "students");
                foreach (var pair in pairs)
                    table.Add($"{pair.Share * 100:0} %", pair.First.Exercise, $"{pair.First.Student}, {pair.Second.Student}");
                table.WriteTo(Console.Out);
            }
            Console.WriteLine($"{parsed.GetValue(output)}: {(pairs.Count == 1 ? "1 pair" : $"{pairs.Count} pairs")}");
            return ExitCode.Success;
        }));
        return command.WithExamples(
            "descent similarity submitted                                         all exercises",
            "descent similarity submitted -e exercises/05-backprop --least 80     one exercise, only what is very much alike");
    }
}
