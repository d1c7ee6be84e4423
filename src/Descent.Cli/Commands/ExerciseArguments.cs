using System.CommandLine;

namespace Descent.Cli.Commands;

/// <summary>What several commands of coursework take alike.</summary>
internal static class ExerciseArguments
{
    /// <summary>Exercises to work on.</summary>
    public static Argument<string[]> Exercises()
    {
        var exercises = new Argument<string[]>("exercise")
        {
            Description = "Exercises, or folders that hold them. Default: exercises.",
            Arity = ArgumentArity.ZeroOrMore,
            DefaultValueFactory = _ => ["exercises"],
        };
        exercises.Validators.Add(RunSettings.OptionsAreNoPaths);
        return exercises;
    }

    /// <summary>How many runs at a time.</summary>
    public static Option<int> Jobs(string what)
    {
        var jobs = new Option<int>("--jobs", "-j") { Description = $"How many {what} run at the same time. Default: one for each processor.", DefaultValueFactory = _ => Environment.ProcessorCount, HelpName = "N" };
        jobs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--jobs: at least 1");
        });
        return jobs;
    }

    /// <summary>The course's settings.</summary>
    public static Option<string?> Course() => new("--course") { Description = "The course's settings: seed, due times, extensions. Default: course.json, where there is one.", HelpName = "FILE" };

    /// <summary>The gradebook.</summary>
    public static Option<string> Gradebook() => new("--gradebook") { Description = "The gradebook's file. Default: gradebook.db.", HelpName = "FILE", DefaultValueFactory = _ => Coursework.Gradebooks.Gradebook.FileName };
}
