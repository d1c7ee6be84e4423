using FsCheck;
using FsCheck.Fluent;

namespace Descent.Tests.Data;

public sealed class DataSetTests
{
    [Fact]
    public void Iris_has_150_flowers_of_three_species()
    {
        var iris = Iris.Load();
        Assert.Equal(150, iris.Count);
        Assert.Equal("(150, 4)", iris.Inputs.Shape.ToString());
        Assert.Equal(["setosa", "versicolor", "virginica"], iris.ClassNames);
        Assert.Equal([50, 50, 50], iris.ClassCounts);
        Assert.Equal(["sepal_length", "sepal_width", "petal_length", "petal_width"], iris.FeatureNames);
        Assert.Equal(5.1, iris.Inputs.At(0, 0), 1e-6);
        Assert.Equal(1.8, iris.Inputs.At(149, 3), 1e-6);
        Assert.Equal(DType.Float32, iris.Inputs.DType);
    }

    [Fact]
    public void Digits_have_1797_images_scaled_to_one()
    {
        var digits = Digits.Load();
        Assert.Equal("(1797, 64)", digits.Inputs.Shape.ToString());
        Assert.Equal((8, 8), digits.ImageSize);
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], digits.ClassCounts);
        var pixels = digits.Inputs.ToArray<double>();
        Assert.Equal(0, pixels.Min());
        Assert.Equal(1, pixels.Max());
        Assert.Equal(16, Digits.Load(scale: false).Inputs.ToArray<double>().Max());
    }

    [Fact]
    public void A_split_loses_and_doubles_no_row()
    {
        var (train, test) = Numbered(103).Split(test: 0.2, seed: 1);
        Assert.Equal(21, test.Count);
        Assert.Equal(82, train.Count);
        Assert.Equal(Enumerable.Range(0, 103), Rows(train).Concat(Rows(test)).Order());
    }

    [Fact]
    public void A_split_in_three_loses_and_doubles_no_row()
    {
        var (train, validation, test) = Numbered(100).Split(validation: 0.25, test: 0.1, seed: 7);
        Assert.Equal((65, 25, 10), (train.Count, validation.Count, test.Count));
        Assert.Equal(Enumerable.Range(0, 100), Rows(train).Concat(Rows(validation)).Concat(Rows(test)).Order());
    }

    [Fact]
    public void The_same_seed_gives_the_same_split_and_another_seed_another()
    {
        var data = Numbered(50);
        Assert.Equal(Rows(data.Split(test: 0.2, seed: 3).Test), Rows(data.Split(test: 0.2, seed: 3).Test));
        Assert.NotEqual(Rows(data.Split(test: 0.2, seed: 3).Test), Rows(data.Split(test: 0.2, seed: 4).Test));
    }

    [Fact]
    public void A_stratified_split_keeps_the_proportions()
    {
        var (train, validation, test) = Iris.Load().Split(validation: 0.2, test: 0.2, seed: 5, stratified: true);
        Assert.Equal([10, 10, 10], test.ClassCounts);
        Assert.Equal([10, 10, 10], validation.ClassCounts);
        Assert.Equal([30, 30, 30], train.ClassCounts);
    }

    [Fact]
    public void A_stratified_split_is_within_one_row_of_the_share_of_each_class()
    {
        var digits = Digits.Load();
        var test = digits.Split(test: 0.2, seed: 1, stratified: true).Test;
        Assert.Equal(359, test.Count);
        for (var label = 0; label < 10; label++)
            Assert.InRange(test.ClassCounts[label], 0.2 * digits.ClassCounts[label] - 1, 0.2 * digits.ClassCounts[label] + 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void A_share_outside_zero_to_one_is_refused(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(10).Split(test: share, seed: 1));

    [Fact]
    public void A_split_that_leaves_an_empty_part_is_refused()
    {
        Assert.Contains("empty part", Assert.Throws<ArgumentException>(() => Numbered(3).Split(test: 0.1, seed: 1)).Message);
        Assert.Contains("nothing to learn from", Assert.Throws<ArgumentException>(() => Numbered(10).Split(validation: 0.5, test: 0.5, seed: 1)).Message);
    }

    [Fact]
    public void Stratified_needs_classes_of_enough_rows()
    {
        Assert.Contains("class names", Assert.Throws<ArgumentException>(() => Numbered(10).Split(test: 0.2, seed: 1, stratified: true)).Message);
        var lonely = new DataSet(Tensor.From(new float[6], 3, 2), Tensor.From([0f, 0f, 1f]), classNames: ["a", "b"]);
        Assert.Contains("class 'b' has 1 row", Assert.Throws<ArgumentException>(() => lonely.Split(test: 0.4, seed: 1, stratified: true)).Message);
    }

    [Fact]
    public void Subset_take_and_shuffle_pick_rows()
    {
        var data = Numbered(10);
        Assert.Equal([3, 3, 0], Rows(data.Subset([3, 3, 0])));
        Assert.Equal([0, 1, 2], Rows(data.Take(3)));
        Assert.Equal(Enumerable.Range(0, 10), Rows(data.Shuffle(1)).Order());
        Assert.NotEqual(Enumerable.Range(0, 10), Rows(data.Shuffle(1)));
    }

    [Fact]
    public void Rows_outside_the_set_are_refused()
    {
        var data = Numbered(10);
        Assert.Contains("index 10 is outside 0..9", Assert.Throws<ArgumentException>(() => data.Subset([10])).Message);
        Assert.Throws<ArgumentException>(() => data.Subset([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Take(11));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Take(0));
    }

    [Fact]
    public void Row_counts_and_names_must_fit()
    {
        var inputs = Tensor.From(new float[6], 3, 2);
        var targets = Tensor.From(new float[3]);
        Assert.Contains("(4,)", Assert.Throws<ArgumentException>(() => new DataSet(inputs, Tensor.From(new float[4]))).Message);
        Assert.Contains("1 feature names for 2 features", Assert.Throws<ArgumentException>(() => new DataSet(inputs, targets, ["a"])).Message);
        Assert.Contains("28 x 28", Assert.Throws<ArgumentException>(() => new DataSet(inputs, targets, imageSize: (28, 28))).Message);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData(float.NaN)]
    public void A_label_that_is_no_class_is_refused_with_its_row(float label)
    {
        var fault = Assert.Throws<ArgumentException>(() => new DataSet(Tensor.From(new float[6], 3, 2), Tensor.From([0f, label, 1f]), classNames: ["a", "b"]));
        Assert.Contains("label of row 1", fault.Message);
    }

    [Fact]
    public void One_hot_targets_keep_the_classes()
    {
        var iris = Iris.Load().WithOneHotTargets();
        Assert.Equal("(150, 3)", iris.Targets.Shape.ToString());
        Assert.Equal([50, 50, 50], iris.ClassCounts);
        Assert.Equal(2, iris.Labels()[149]);
    }

    [Fact]
    public void Deconstructs_into_inputs_and_targets()
    {
        var iris = Iris.Load();
        var (inputs, targets) = iris;
        Assert.Same(iris.Inputs, inputs);
        Assert.Same(iris.Targets, targets);
    }

    [Fact]
    public void Any_split_deals_every_row_to_one_part() => Prop.ForAll<PositiveInt, int, bool>((size, seed, stratified) =>
    {
        var rows = 20 + size.Get % 200;
        var numbers = Enumerable.Range(0, rows).Select(i => (float)i).ToArray();
        var labels = numbers.Select(number => number % 3).ToArray();
        var data = new DataSet(Tensor.From(numbers, rows, 1), Tensor.From(labels), classNames: ["a", "b", "c"]);
        var (train, validation, test) = data.Split(validation: 0.3, test: 0.15, seed, stratified);
        var parts = new[] { train, validation, test };
        Assert.Equal(numbers, parts.SelectMany(part => part.Inputs.ToArray<float>()).Order());
        Assert.Equal((int)Math.Round(0.15 * rows, MidpointRounding.AwayFromZero), test.Count);
        foreach (var part in parts)
        {
            for (var label = 0; stratified && label < 3; label++)
                Assert.InRange(part.ClassCounts[label], (double)part.Count * data.ClassCounts[label] / rows - 1.5, (double)part.Count * data.ClassCounts[label] / rows + 1.5);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_preview_tells_shapes_classes_and_first_rows()
    {
        var text = Iris.Load().ToString();
        Assert.StartsWith("Iris: 150 rows, inputs (150, 4), targets (150,), Float32; 3 classes: setosa (50), versicolor (50), virginica (50)", text);
        Assert.Contains("... 145 more rows", text);
        var html = new DataSet(Tensor.From(new float[2], 1, 2), Tensor.From([0f]), ["<b>", "b"], ["a&b"]).ToHtml();
        Assert.Contains("&lt;b&gt;", html);
        Assert.Contains("a&amp;b", html);
        Assert.DoesNotContain("<b>", html);
    }

    private static DataSet Numbered(int rows)
    {
        var numbers = Enumerable.Range(0, rows).Select(i => (float)i).ToArray();
        return new DataSet(Tensor.From(numbers, rows, 1), Tensor.From(numbers, rows, 1));
    }

    private static IEnumerable<int> Rows(DataSet data)
    {
        var rows = data.Inputs.ToArray<double>();
        Assert.Equal(rows, data.Targets.ToArray<double>());
        return rows.Select(row => (int)row);
    }
}
