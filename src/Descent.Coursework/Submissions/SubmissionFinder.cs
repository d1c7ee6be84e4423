namespace Descent.Coursework.Submissions;

/// <summary>
/// Finds submissions as nbgrader lays them out, <c>STUDENT/EXERCISE/EXERCISE.ipynb</c>, and as learning platforms often do,
/// <c>STUDENT/EXERCISE.ipynb</c>, or a zip file in either place. Links are not followed: they could lead anywhere.
/// </summary>
public static class SubmissionFinder
{
    private const int MaximumName = 100;

    /// <summary>Finds submissions.</summary>
    /// <param name="folder">The folder of all submissions.</param>
    /// <param name="exercises">The exercises to look for.</param>
    /// <returns>At most one for each student and exercise, in the order of students, then exercises.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<SubmissionFile> Find(string folder, IReadOnlyCollection<string> exercises)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(exercises);
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"there is no folder '{folder}'; submissions lie in FOLDER/STUDENT/EXERCISE/EXERCISE.ipynb");
        List<SubmissionFile> found = [];
        foreach (var studentFolder in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            var student = Path.GetFileName(studentFolder);
            if (student.StartsWith('.'))
                continue;
            foreach (var exercise in exercises.Order(StringComparer.Ordinal))
            {
                if (FindOne(studentFolder, student, exercise) is { } submission)
                    found.Add(submission);
            }
        }
        return found;
    }

    private static SubmissionFile? FindOne(string studentFolder, string student, string exercise)
    {
        var folder = Path.Combine(studentFolder, exercise);
        try
        {
            return FindOne(studentFolder, folder, student, exercise);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // One folder that cannot be read must not cost the others their marks.
            return new SubmissionFile(student, exercise, folder, $"it cannot be read: {exception.Message}");
        }
    }

    private static SubmissionFile? FindOne(string studentFolder, string folder, string student, string exercise)
    {
        SubmissionFile Refused(string path, string why) => new(student, exercise, path, why);

        var candidates = new[] { Path.Combine(folder, exercise + ".ipynb"), Path.Combine(studentFolder, exercise + ".ipynb"), Path.Combine(folder, exercise + ".zip"), Path.Combine(studentFolder, exercise + ".zip") }
            .Where(Exists).ToList();
        var isLinked = IsLink(studentFolder) || IsLink(folder);
        if (candidates.Count == 0 && Directory.Exists(folder) && !isLinked)
        {
            candidates = [.. Directory.GetFiles(folder, "*.ipynb").Concat(Directory.GetFiles(folder, "*.zip")).Order(StringComparer.Ordinal)];
            if (candidates.Count > 1)
                return Refused(folder, $"it holds {candidates.Count} notebooks ({string.Join(", ", candidates.Take(4).Select(Path.GetFileName))}), none of them called {exercise}.ipynb");
        }
        if (candidates.Count == 0)
            return Directory.Exists(folder) || IsLink(folder) ? Refused(folder, isLinked ? "it is a link, and links are not followed" : $"it holds no notebook; {exercise}.ipynb is expected") : null;
        var path = candidates[0];
        if (student.Length > MaximumName || student.Any(char.IsControl))
            return Refused(path, "the student's name is no name");
        return isLinked || IsLink(path) ? Refused(path, "it is a link, and links are not followed") : new SubmissionFile(student, exercise, path);
    }

    /// <summary>A file, or a link to wherever.</summary>
    private static bool Exists(string path) => File.Exists(path) || IsLink(path);

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null || new DirectoryInfo(path).LinkTarget is not null;
}
