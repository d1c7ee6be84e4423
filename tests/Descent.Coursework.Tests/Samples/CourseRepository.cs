using Descent.Coursework.Exercises;

namespace Descent.Coursework.Tests.Samples;

/// <summary>The working tree that the tests were built from, and its exercises.</summary>
internal static class CourseRepository
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> ExerciseFolders { get; } = Exercise.Find([Path.Combine(Root, "exercises")]);

    public static TheoryData<string> ExerciseNames => [.. ExerciseFolders.Select(folder => Path.GetFileName(folder))];

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    public static Exercise Load(string name) => Exercise.Load(Path.Combine(Root, "exercises", name));

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Descent.slnx")))
            directory = directory.Parent ?? throw new InvalidOperationException("the tests do not run inside the repository");
        return directory.FullName;
    }
}
