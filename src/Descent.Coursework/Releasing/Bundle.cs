using System.Text;
using Descent.Coursework.Courses;
using Descent.Coursework.Exercises;
using Descent.Coursework.Grading;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Releasing;

/// <summary>The files that students get for an exercise: the same exercise gives the same bytes.</summary>
/// <param name="Exercise">The exercise's name: the folder that the files go into.</param>
/// <param name="Files">Content by relative path, with <c>/</c>.</param>
public sealed record Bundle(string Exercise, IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>Makes the files of an exercise.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="key">What the reference solution gave.</param>
    /// <param name="course">The course's settings.</param>
    /// <returns>The files.</returns>
    public static Bundle Make(Exercise exercise, AnswerKey key, CourseSettings course)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        ArgumentNullException.ThrowIfNull(course);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [$"{exercise.Name}.ipynb"] = Encoding.UTF8.GetBytes(NotebookFile.ToJson(Releaser.Notebook(exercise, key))),
            ["README.md"] = Encoding.UTF8.GetBytes(HowTo(exercise, key, course)),
            [$".github/workflows/check-{exercise.Name}.yml"] = Encoding.UTF8.GetBytes(Workflow(exercise.Name, course)),
        };
        foreach (var file in exercise.DataFiles)
            files[file] = File.ReadAllBytes(Path.Combine(exercise.Folder, file));
        return new Bundle(exercise.Name, files);
    }

    /// <summary>Writes the files; those that are there already and the same are left alone.</summary>
    /// <param name="folder">The folder of all released exercises.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Write(string folder)
    {
        foreach (var (name, content) in Files)
        {
            var path = Path.Combine(folder, Exercise, name);
            if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }
    }

    /// <summary>What of a released copy is not as it would be released now.</summary>
    /// <param name="folder">The folder of all released exercises.</param>
    /// <returns>Relative paths with what is wrong; empty when the copy is up to date.</returns>
    /// <remarks>A file that is not released any more is only named: nothing in the folder is deleted.</remarks>
    public IReadOnlyList<string> Stale(string folder) =>
    [
        .. Files.Select(file => (Path: Path.Combine(folder, Exercise, file.Key), file.Key, file.Value))
            .Where(file => !File.Exists(file.Path) || !File.ReadAllBytes(file.Path).AsSpan().SequenceEqual(file.Value))
            .Select(file => $"{Exercise}/{file.Key} {(File.Exists(file.Path) ? "is not what would be released now" : "is missing")}"),
        .. Present(Path.Combine(folder, Exercise)).Where(name => !Files.ContainsKey(name)).Select(name => $"{Exercise}/{name} is not released any more; delete it"),
    ];

    /// <summary>The files of a folder by relative path, but for those of a repository that the folder is.</summary>
    private static IEnumerable<string> Present(string folder) =>
        Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Where(name => !name.StartsWith(".git/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            : [];

    private static string HowTo(Exercise exercise, AnswerKey key, CourseSettings course)
    {
        var name = exercise.Name;
        var due = course.Exercises.TryGetValue(name, out var settings) && settings.Due is { } time ? $", due {time:yyyy-MM-dd HH:mm zzz}" : "";
        var hidden = key.Checks.Where(check => check.Expectation.IsHidden).ToList();
        var visible = key.Checks.Where(check => !check.Expectation.IsHidden).Sum(check => check.Expectation.Points);
        var byHand = exercise.ManualPoints > 0 ? $", {exercise.ManualPoints:0.##} are given by a person" : "";
        return
            $"""
            # {exercise.Title}

            {exercise.Points:0.##} points{due}.

            1. **Put this folder where it belongs**: it is `exercises/{name}` in your copy of the course. Build the course once: `dotnet build -c Release` in its folder.
            2. **Work** in `{name}.ipynb`, with VS Code or Jupyter and any C# kernel. Run the cells from the top. Write where it says «Your code here» or «Your answer here»; you may add cells of your own.
               Cells with checks tell what is right, what is not, and why that may be. They are locked; what you change there changes nothing for the grading.
            3. **Check** all of it at once, from the course's folder:

                   dotnet run --project src/Descent.Cli -c Release -- check exercises/{name}

            4. **Hand in** `{name}.ipynb`, saved. Outputs in it do no harm.

            Of the points, {visible:0.##} are given by checks that you see, {hidden.Sum(check => check.Expectation.Points):0.##} by {hidden.Count} checks that run only when it is graded, on other inputs{byHand}. An answer that
            does not compile costs its own points only; a loop without end costs its cell and what comes after.

            If this folder is a repository of its own on GitHub, the workflow in `.github/workflows` runs the check at each push.

            """;
    }

    private static string Workflow(string name, CourseSettings course)
    {
        var repository = course.Repository is { } own ? $"          repository: {own}\n" : "";
        var note = course.Repository is null
            ? """
              # If this folder is a repository of its own, name the course's repository below. If your repository is the whole course, move this
              # file to its .github/workflows.

              """
            : "";
        return
            $$"""
            # Runs the self-check of {{name}}. Made by 'descent release'.
            {{note}}name: check {{name}}

            on:
              push:
              workflow_dispatch:

            permissions:
              contents: read

            jobs:
              check:
                runs-on: ubuntu-latest
                timeout-minutes: 15
                steps:
                  - name: the course
                    uses: actions/checkout@v5
                    with:
            {{repository}}          path: course
                  - name: your work
                    uses: actions/checkout@v5
                    with:
                      path: work
                  - uses: actions/setup-dotnet@v5
                    with:
                      dotnet-version: 10.0.x
                  - name: check
                    run: |
                      mkdir -p course/exercises/{{name}}
                      if [ -f work/{{name}}.ipynb ]; then cp -R work/. course/exercises/{{name}}/; fi
                      cd course
                      dotnet run --project src/Descent.Cli -c Release -- check exercises/{{name}} --junit results.xml
                  - name: keep the results
                    if: always()
                    uses: actions/upload-artifact@v5
                    with:
                      name: results
                      path: course/results.xml

            """;
    }
}
