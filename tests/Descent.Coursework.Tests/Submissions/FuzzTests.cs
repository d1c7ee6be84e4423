using System.Diagnostics;
using System.Globalization;
using System.Text;
using Descent.Coursework.Exercises;
using Descent.Coursework.SelfChecking;
using Descent.Coursework.Submissions;
using Descent.Coursework.Tests.Samples;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Tests.Submissions;

/// <summary>
/// Damaged copies of the released exercises go through reading and grafting. <c>DESCENT_FUZZ</c> says how many; the seed is fixed, so that the
/// same number finds the same.
/// </summary>
public sealed class FuzzTests
{
    private const int Seed = 20_261_125;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private static int Count => Environment.GetEnvironmentVariable("DESCENT_FUZZ") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 10_000;

    [Fact]
    public void A_damaged_notebook_is_read_and_grafted_or_refused_with_a_reason_and_nothing_else()
    {
        var exercises = CourseRepository.ExerciseFolders.Select(Exercise.Load).ToList();
        var originals = exercises.ConvertAll(exercise => Encoding.UTF8.GetBytes(NotebookFile.ToJson(ExerciseFolder.Released(exercise))));
        var (refused, slowest) = (0, TimeSpan.Zero);
        for (var i = 0; i < Count; i++)
        {
            var which = i % exercises.Count;
            var damaged = new Damage(new Random(Seed + i)).Do(originals[which]);
            var began = Stopwatch.GetTimestamp();
            try
            {
                refused += IsRefused(exercises[which], damaged) ? 1 : 0;
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.IAssertionException)
            {
                Assert.Fail($"notebook {i}: {exception}");
            }
            var took = Stopwatch.GetElapsedTime(began);
            slowest = took > slowest ? took : slowest;
            Assert.True(took < Bound, $"notebook {i} took {took.TotalSeconds:0.0} s");
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{refused} refused, {Count - refused} read; the slowest took {slowest.TotalMilliseconds:0} ms");
        Assert.InRange(refused, Count / 10, Count * 9 / 10);
    }

    private static bool IsRefused(Exercise exercise, byte[] damaged)
    {
        try
        {
            var (notebook, _) = NotebookMending.Read(damaged);
            var grafted = Graft.Apply(exercise, notebook, null, "");
            Assert.Equal(exercise.Cells.Where(cell => cell.Role is CellRole.Answer or CellRole.Question).Select(cell => cell.Id), grafted.Answers.Select(answer => answer.Cell.Id));
            Assert.All(grafted.Cells, cell => Assert.NotNull(cell.Code));
            // What a self-check asks of a notebook before it runs it.
            Assert.True(Exercise.CellTimeoutOf(notebook) > TimeSpan.Zero);
            Assert.All(SelfCheck.Plan(notebook, null, "").Cells, cell => Assert.NotNull(cell.Code));
            Assert.All(SelfCheck.Known(notebook), check => Assert.NotNull(check.Name));
            Assert.All(SelfCheck.Changed(notebook), warning => Assert.NotEmpty(warning));
            Assert.All(Exercise.ForbiddenOf(notebook, []), rule => Assert.NotNull(rule.Reason));
            Assert.All(notebook.Cells, cell => Assert.True(Nbgrader.PointsOf(cell) is null or not double.NaN && Nbgrader.Checksum(cell).Length == 32));
            return false;
        }
        catch (NotebookFormatException exception)
        {
            Assert.NotEmpty(exception.Problem);
            return true;
        }
    }
}
