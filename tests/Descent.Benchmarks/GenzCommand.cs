using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Kernel;

namespace Descent.Benchmarks;

/// <summary>
/// How well the recipe of the notebook on function approximation does on fixed draws of the Genz functions, beside scikit-learn.
/// The recipe is not copied: the notebook's cells tagged <c>recipe</c> are run, so what is measured is what is taught.
/// </summary>
internal static class GenzCommand
{
    private const string Notebook = "notebooks/12-function-approximation.ipynb";
    private const string Recipe = "Descent.Genz.Recipe";

    // Plain arrays, because the notebook brings its own copy of the library.
    private const string Publish = $"""
        System.AppDomain.CurrentDomain.SetData("{Recipe}",
            (System.Func<double[,], double[], double[,], int, double[]>)((x, y, at, seed) => Approximate(x, y, at, seed).Values));
        """;

    public static int Run(ReadOnlySpan<string> args)
    {
        var (directory, jobs, draws) = Parse(args);
        var solvers = ReadSolvers(Path.Combine(directory, "sklearn.json"));
        var cases = new[] { 2, 5, 10 }.SelectMany(d => ReadDraws(Path.Combine(directory, $"genz-d{d}.json.gz"), d, draws)).ToList();
        var approximate = LoadRecipe();

        Console.WriteLine("Average error on 1,000 test points over the deviation of their values: the median of the draws.");
        Console.WriteLine();
        Console.WriteLine("|  n |  d | function       |   ours | better solver | ratio | largest error, ours | theirs |");
        Console.WriteLine("|---:|---:|----------------|-------:|--------------:|------:|--------------------:|-------:|");
        var (ratios, halved) = (new List<double>(), 0);
        foreach (var n in new[] { 10, 50, 100, 500 })
        {
            foreach (var group in cases.GroupBy(draw => (draw.D, draw.F)).OrderBy(group => group.Key))
            {
                var errors = new ConcurrentBag<(double Average, double Largest)>();
                Parallel.ForEach(group, new ParallelOptions { MaxDegreeOfParallelism = jobs }, draw => errors.Add(Measure(draw, n, approximate)));
                var (average, largest) = (Median(errors.Select(error => error.Average)), Median(errors.Select(error => error.Largest)));
                var theirs = solvers[(group.Key.D, group.Key.F, n)];
                ratios.Add(average / theirs.Average);
                halved += n == 500 && group.Key.F <= 4 && average <= theirs.Average / 2 ? 1 : 0;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"|{n,4}|{group.Key.D,4}| {(GenzKind)group.Key.F,-14} | {average:0.0000} | {theirs.Average,13:0.0000} | {ratios[^1],5:0.00} | {largest,19:0.000} | {theirs.Largest,6:0.000} |"));
            }
        }

        Console.WriteLine();
        Console.WriteLine($"Smaller than the better solver's: {ratios.Count(ratio => ratio < 1)} of {ratios.Count}. " +
            $"At most half of it, smooth functions (1 to 4) at n = 500: {halved} of 12.");
        return 0;
    }

    private static (double Average, double Largest) Measure(Draw draw, int n, Func<double[,], double[], double[,], int, double[]> approximate)
    {
        var values = approximate(Matrix(draw.X[..n]), draw.Y[..n], Matrix(draw.XTest), draw.Number + 1);
        var mean = draw.YTest.Average();
        var deviation = Math.Sqrt(draw.YTest.Average(y => (y - mean) * (y - mean)));
        var errors = values.Zip(draw.YTest, (value, y) => Math.Abs(value - y) / deviation).ToArray();
        return (errors.Average(), errors.Max());
    }

    /// <summary>Runs the notebook's first cell, its usings and its recipe.</summary>
    private static Func<double[,], double[], double[,], int, double[]> LoadRecipe()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, Notebook)))
            root = root.Parent;
        if (root is null)
            throw new ArgumentException($"genz: there is no {Notebook} in or above {AppContext.BaseDirectory}");
        var path = Path.Combine(root.FullName, Notebook);
        var kernel = new CSharpKernel(Path.GetDirectoryName(path)!, new Ignored());
        var cells = NotebookFile.Read(path).Cells.Where((cell, i) => i == 0 || cell.Id == "usings" || cell.HasTag("recipe")).Select(cell => cell.Source);
        foreach (var code in cells.Append(Publish))
        {
            if (kernel.RunAsync(code, "recipe").GetAwaiter().GetResult() is { } error)
                throw new InvalidOperationException($"genz: the recipe in {Notebook} does not run: {error}");
        }

        return (Func<double[,], double[], double[,], int, double[]>)AppDomain.CurrentDomain.GetData(Recipe)!;
    }

    private static (string Directory, int Jobs, int Draws) Parse(ReadOnlySpan<string> args)
    {
        if (args.Length == 0 || args[0].StartsWith('-'))
            throw new ArgumentException("genz needs a directory with genz-d2.json.gz, genz-d5.json.gz, genz-d10.json.gz and sklearn.json");
        var (jobs, draws) = (Environment.ProcessorCount, int.MaxValue);
        for (var i = 1; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw new ArgumentException($"{args[i]} needs a number above 0");
            switch (args[i])
            {
                case "--jobs": jobs = value; break;
                case "--draws": draws = value; break;
                default: throw new ArgumentException($"unknown option '{args[i]}'");
            }
        }

        return (args[0], jobs, draws);
    }

    private static IEnumerable<Draw> ReadDraws(string path, int dimension, int most)
    {
        if (!File.Exists(path))
            throw new ArgumentException($"genz: there is no {path}");
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var json = JsonDocument.Parse(file);
        return [.. json.RootElement.EnumerateArray()
            .Select(e => new Draw(
                dimension,
                e.GetProperty("f").GetInt32(),
                e.GetProperty("draw").GetInt32(),
                [.. e.GetProperty("x").EnumerateArray().Select(Numbers)],
                Numbers(e.GetProperty("y")),
                [.. e.GetProperty("xTest").EnumerateArray().Select(Numbers)],
                Numbers(e.GetProperty("yTest"))))
            .Where(draw => draw.Number < most)];
    }

    private static Dictionary<(int D, int F, int N), (double Average, double Largest)> ReadSolvers(string path)
    {
        if (!File.Exists(path))
            throw new ArgumentException($"genz: there is no {path}");
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        return json.RootElement.EnumerateArray().ToDictionary(
            e => (e.GetProperty("d").GetInt32(), e.GetProperty("f").GetInt32(), e.GetProperty("n").GetInt32()),
            e => new[] { "adam", "lbfgs" }.Select(solver => Numbers(e.GetProperty(solver))).Select(pair => (pair[0], pair[1])).Min());
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static double[,] Matrix(double[][] rows)
    {
        var matrix = new double[rows.Length, rows[0].Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < rows[i].Length; j++)
                matrix[i, j] = rows[i][j];
        }

        return matrix;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>One draw of a function's c and w: 500 training points, 1,000 test points, and their values.</summary>
    private sealed record Draw(int D, int F, int Number, double[][] X, double[] Y, double[][] XTest, double[] YTest);

    private sealed class Ignored : IKernelOutput
    {
        public void Print(KernelStream stream, string text)
        {
        }

        public void Show(FormattedValue value)
        {
        }
    }
}
