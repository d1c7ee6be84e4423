using Descent.Coursework.Courses;
using Descent.Coursework.Gradebooks;

namespace Descent.Coursework.Feedback;

/// <summary>Writes feedback as files that can be returned: <c>FOLDER/STUDENT/EXERCISE.html</c>.</summary>
public static class FeedbackPages
{
    /// <summary>Writes the pages of some submissions.</summary>
    /// <param name="gradebook">The marks.</param>
    /// <param name="course">The course's settings.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="submissions">Students and exercises.</param>
    /// <returns>How many pages were written.</returns>
    /// <exception cref="IOException">A page cannot be written.</exception>
    public static int Write(Gradebook gradebook, CourseSettings course, string folder, IEnumerable<(string Student, string Exercise)> submissions)
    {
        ArgumentNullException.ThrowIfNull(gradebook);
        ArgumentNullException.ThrowIfNull(submissions);
        var count = 0;
        foreach (var (student, exercise) in submissions)
        {
            foreach (var report in gradebook.Reports(student, exercise))
            {
                Write(report, course, folder);
                count++;
            }
        }
        return count;
    }

    private static void Write(SubmissionReport report, CourseSettings course, string folder)
    {
        var place = Path.Combine(folder, Name(report.Entry.Student));
        Directory.CreateDirectory(place);
        File.WriteAllText(Path.Combine(place, Name(report.Entry.Exercise) + ".html"), FeedbackHtml.Render(report, course));
    }

    /// <summary>A name that stays in its folder.</summary>
    private static string Name(string name) =>
        name is "" or "." or ".." || name.IndexOfAny(['/', '\\', '\0']) >= 0 ? throw new CourseworkException($"'{name}' cannot be the name of a folder") : name;
}
