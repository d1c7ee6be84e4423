using Descent.Coursework.Exercises;
using Descent.Coursework.Similarity;
using Descent.Coursework.Tests.Samples;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Tests.Similarity;

public sealed class SimilarityFinderTests
{
    private const string Stub = "double[] Softmax(double[] z)\n{\n    throw new NotImplementedException(\"not implemented yet\");\n}";

    private const string Softmax =
        """
        double[] Softmax(double[] z)
        {
            var largest = z.Max();
            var exponentials = new double[z.Length];
            var total = 0.0;
            for (var i = 0; i < z.Length; i++)
            {
                exponentials[i] = Math.Exp(z[i] - largest);
                total += exponentials[i];
            }
            for (var i = 0; i < z.Length; i++)
                exponentials[i] /= total;
            return exponentials;
        }
        """;

    private const string CrossEntropy =
        """
        double CrossEntropy(double[][] Z, int[] t)
        {
            var sum = 0.0;
            foreach (var (row, target) in Z.Zip(t))
            {
                var shift = row.Max();
                sum += shift + Math.Log(row.Sum(score => Math.Exp(score - shift))) - row[target];
            }
            return sum / Z.Length;
        }
        """;

    private const string Other =
        """
        double[] Softmax(double[] z) => Normalise(z.Select(Math.Exp).ToArray());

        double[] Normalise(double[] values)
        {
            if (values.Any(value => double.IsInfinity(value)))
                throw new ArgumentException("too large");
            double Total() => values.Aggregate(0.0, (a, b) => a + b);
            return Array.ConvertAll(values, value => value / Total());
        }
        """;

    [Theory]
    [InlineData("// partial partial partial partial partial partial partial partial partial partial partial partial partial\n")]
    [InlineData("partial partial partial partial partial partial partial partial partial partial partial partial partial\n")]
    public void Code_that_cannot_be_parsed_is_compared_too(string before) =>
        Assert.InRange(Compare(("alice", Softmax), ("bob", before + Softmax.Replace("largest", "top", StringComparison.Ordinal).Replace("total", "s", StringComparison.Ordinal))).Single().Share, 0.7, 1);

    [Fact]
    public void A_copy_is_found() => Assert.Equal(1, Compare(("alice", Softmax), ("bob", Softmax)).Single().Share);

    [Fact]
    public void A_copy_with_other_names_comments_and_spaces_is_found()
    {
        var renamed = Softmax.Replace("largest", "m", StringComparison.Ordinal).Replace("exponentials", "result", StringComparison.Ordinal).Replace("total", "sum", StringComparison.Ordinal)
            .Replace("z", "scores", StringComparison.Ordinal).Replace(" i", " index", StringComparison.Ordinal).Replace("[i]", "[index]", StringComparison.Ordinal).Replace("    ", "\t", StringComparison.Ordinal)
            .Replace("\n", " // mine\n\n", StringComparison.Ordinal);

        Assert.Equal(1, Compare(("alice", Softmax), ("bob", renamed)).Single().Share);
    }

    [Theory]
    [InlineData("class Box<T> { public T Value; public enum Kind { Small, Large } public int F(int a) { try { return a + (int)Kind.Large; } catch (Exception e) { throw new InvalidOperationException(e.Message); } } }",
        "class Crate<U> { public U Inner; public enum Size { Little, Huge } public int G(int q) { try { return q + (int)Size.Huge; } catch (Exception error) { throw new InvalidOperationException(error.Message); } } }")]
    [InlineData("int F(int[] a) { var q = from x in a let y = x * x join z in a on x equals z into w where y > 3 select y into v select v + 1; foreach (var (l, r) in q.Zip(a)) if (l is int n && n > r) return n; return 0; }",
        "int G(int[] b) { var s = from i in b let j = i * i join k in b on i equals k into m where j > 3 select j into o select o + 1; foreach (var (c, d) in s.Zip(b)) if (c is int e && e > d) return e; return 0; }")]
    public void Whatever_was_renamed_a_copy_is_found(string first, string second) => Assert.Equal(1, Compare(("alice", first), ("bob", second)).Single().Share);

    [Fact]
    public void A_copy_with_its_functions_in_another_order_is_found() =>
        Assert.InRange(Compare(("alice", Softmax + "\n\n" + CrossEntropy), ("bob", CrossEntropy + "\n\n" + Softmax)).Single().Share, 0.8, 1);

    [Fact]
    public void A_part_that_was_copied_is_found_and_nothing_else_is_marked()
    {
        var pair = Compare(("alice", Softmax + "\n\n" + CrossEntropy), ("bob", Other + "\n\n" + CrossEntropy)).Single();

        var lines = (Softmax + "\n\n" + CrossEntropy).Split('\n');
        Assert.All(pair.FirstLines, line => Assert.Contains(lines[line], CrossEntropy.Split('\n').Append("}").Append("").Append("    return exponentials;")));
        Assert.Contains(pair.FirstLines, line => lines[line].Contains("Math.Log", StringComparison.Ordinal));
    }

    [Fact]
    public void Answers_that_have_nothing_to_do_with_each_other_are_no_pair() => Assert.Empty(Compare(("alice", Softmax), ("bob", Other), ("carol", CrossEntropy)));

    [Theory]
    [InlineData("")]
    [InlineData(Stub)]
    [InlineData("// nothing yet")]
    [InlineData("int x = 1;")]
    [InlineData("((((")]
    public void Answers_without_anything_of_their_own_are_no_pair(string code) => Assert.Empty(Compare(("alice", code), ("bob", code)));

    [Fact]
    public void What_the_exercise_brought_along_nobody_has_from_another() => Assert.Empty(Compare(Softmax, ("alice", Softmax), ("bob", Softmax)));

    [Fact]
    public void What_many_have_they_have_from_the_lecture()
    {
        string Own(int i) => string.Join('\n', Enumerable.Range(0, 8).Select(j => $"int F{j}(int x) => x.ToString(\"{j}\").Length + {(i * 100) + j} * Math.Abs(x - {(i * 1000) + j}) % {(i * 10) + j + 1};"));
        var answers = Enumerable.Range(1, 12).Select(i => ($"s{i:00}", Softmax + "\n" + Own(i))).ToArray();

        Assert.Empty(Compare(answers));
    }

    [Fact]
    public void Among_many_a_pair_is_found()
    {
        string Own(int i) => string.Join('\n', Enumerable.Range(0, 8).Select(j => $"int F{j}(int x) => x.ToString(\"{j}\").Length + {(i * 100) + j} * Math.Abs(x - {(i * 1000) + j}) % {(i * 10) + j + 1};"));
        var answers = Enumerable.Range(1, 12).Select(i => ($"s{i:00}", Own(i))).Append(("copy", Own(7))).ToArray();

        Assert.Equal(("s07", "copy"), Compare(answers).Select(pair => (pair.First.Student, pair.Second.Student)).Single());
    }

    [Theory]
    [InlineData(0.3, 1)]
    [InlineData(0.95, 0)]
    public void How_much_makes_a_pair_is_for_the_lecturer_to_say(double least, int pairs) =>
        Assert.Equal(pairs, SimilarityFinder.Compare([new("alice", "x", Softmax + "\n" + CrossEntropy), new("bob", "x", Other + "\n" + CrossEntropy)], Stub, least).Count());

    [Fact]
    public void Submissions_are_found_read_and_compared_most_alike_first()
    {
        using var folder = new ExerciseFolder([.. ExerciseFolder.TinyCells().Select(cell => cell.Id == "twice" ? Cells.Answer("twice", "// BEGIN SOLUTION\n" + Softmax + "\n// END SOLUTION") : cell)]);
        using var submitted = new ScratchFolder();
        foreach (var (student, code) in new[] { ("alice", Softmax), ("bob", Softmax), ("carol", Other), ("dave", CrossEntropy + "\n" + Other), ("eve", "") })
            submitted.Write($"{student}/{ExerciseFolder.Name}.ipynb", NotebookFile.ToJson(Submitted(folder.Load(), code)));
        submitted.Write($"mallory/{ExerciseFolder.Name}.ipynb", "not a notebook");

        var pairs = SimilarityFinder.Find(submitted.Path, [folder.Folder], 0.5);

        Assert.Equal([("alice", "bob", 1), ("carol", "dave", 1)], pairs.Select(pair => (pair.First.Student, pair.Second.Student, pair.Share)));
    }

    private static Notebook Submitted(Exercise exercise, string code)
    {
        var notebook = ExerciseFolder.Released(exercise);
        notebook.Cells.Find(cell => cell.Id == "twice")!.Source = code;
        return notebook;
    }

    private static List<SimilarPair> Compare(params (string Student, string Code)[] answers) => Compare(Stub, answers);

    private static List<SimilarPair> Compare(string stub, params (string Student, string Code)[] answers) =>
        [.. SimilarityFinder.Compare([.. answers.Select(answer => new ComparedAnswers(answer.Student, "01-a", answer.Code))], stub, 0.4)];
}
