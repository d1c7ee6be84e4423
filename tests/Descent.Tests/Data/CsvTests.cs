using FsCheck;
using FsCheck.Fluent;

namespace Descent.Tests.Data;

public sealed class CsvTests
{
    [Fact]
    public void Text_labels_are_numbered_in_the_order_of_their_characters()
    {
        var data = Read("a,b,kind\n1,2,pear\n3,4,apple\n5,6,pear\n", new() { Label = "kind" });
        Assert.Equal(["apple", "pear"], data.ClassNames);
        Assert.Equal([1, 0, 1], data.Labels());
        Assert.Equal(["a", "b"], data.FeatureNames);
        Assert.Equal([1, 2, 3, 4, 5, 6], data.Inputs.ToArray<double>());
        Assert.Equal("fruit", data.Name);
    }

    [Fact]
    public void Number_labels_are_numbered_in_the_order_of_the_numbers() =>
        Assert.Equal(["2", "9", "10"], Read("x,y\n1,10\n1,9\n1,2\n", new() { Label = "y" }).ClassNames);

    [Fact]
    public void Target_columns_are_values_to_predict()
    {
        var data = Read("x;y;z\n1;2;3\n4;5;6\n", new() { Targets = ["z", "x"], Separator = ';', DType = DType.Float64 });
        Assert.Equal("(2, 2)", data.Targets.Shape.ToString());
        Assert.Equal([3, 1, 6, 4], data.Targets.ToArray<double>());
        Assert.Equal([2, 5], data.Inputs.ToArray<double>());
        Assert.Equal(DType.Float64, data.Inputs.DType);
    }

    [Fact]
    public void Without_a_header_columns_are_called_by_their_numbers() =>
        Assert.Equal([2, 4], Read("7,2\n8,4\n", new() { HasHeader = false, Label = "0" }).Inputs.ToArray<double>());

    [Fact]
    public void Quoted_fields_spaces_and_windows_line_ends_are_read() =>
        Assert.Equal(["a, b"], Read("x , y\r\n 1.5e1 , \"a, b\"\r\n", new() { Label = "y" }).ClassNames);

    [Fact]
    public void Chosen_features_are_read_in_their_order() =>
        Assert.Equal([3, 1], Read("a,b,c,y\n1,2,3,k\n", new() { Label = "y", Features = ["c", "a"] }).Inputs.ToArray<double>());

    [Theory]
    [InlineData("x,y\n1,a\nfoo,b\n", "line 3, column 'x': 'foo' is not a finite number")]
    [InlineData("x,y\n1,a\n,b\n", "line 3, column 'x': the number is missing")]
    [InlineData("x,y\nNaN,a\n", "line 2, column 'x': 'NaN' is not a finite number (AllowMissing")]
    [InlineData("x,y\n1e999,a\n", "line 2, column 'x'")]
    [InlineData("x,y\n\"1,5\",a\n", "line 2, column 'x': '1,5'")]
    [InlineData("x,y\n1,a\n1,b,c\n", "line 3 has 3 fields, expected 2: 1,b,c")]
    [InlineData("x,y\n1,\n", "line 2, column 'y': the label is missing")]
    [InlineData("x,y\n\"1,a\n", "line 2")]
    [InlineData("x,y\n", "no rows below the header")]
    [InlineData("", "the file is empty")]
    [InlineData("y\na\n", "no columns are left to learn from")]
    [InlineData("x,x,y\n1,2,a\n", "two columns are called 'x'")]
    public void A_fault_is_told_with_its_place(string text, string message)
    {
        var fault = Assert.Throws<InvalidDataException>(() => Read(text, new() { Label = "y" }));
        Assert.StartsWith("fruit.csv: ", fault.Message);
        Assert.Contains(message, fault.Message);
    }

    [Fact]
    public void Missing_numbers_are_read_as_NaN_where_allowed()
    {
        var values = Read("x,z,y\n,NaN,a\n1,2,b\n", new() { Label = "y", AllowMissing = true }).Inputs.ToArray<double>();
        Assert.Equal([double.NaN, double.NaN, 1, 2], values);
        Assert.Throws<InvalidDataException>(() => Read("x,y\nInfinity,a\n", new() { Label = "y", AllowMissing = true }));
    }

    [Fact]
    public void An_unknown_column_names_those_there_are() =>
        Assert.Contains("the columns are x, y", Assert.Throws<ArgumentException>(() => Read("x,y\n1,a\n", new() { Label = "z" })).Message);

    [Fact]
    public void Either_a_label_or_targets_must_be_named()
    {
        Assert.Throws<ArgumentException>(() => Read("x,y\n1,a\n", new()));
        Assert.Throws<ArgumentException>(() => Read("x,y\n1,a\n", new() { Label = "y", Targets = ["x"] }));
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("nowhere.csv", Assert.Throws<FileNotFoundException>(() => Csv.Read("nowhere.csv", "y")).Message);

    [Fact]
    public void Any_text_is_read_or_refused() => Prop.ForAll<NonNull<string>>(text =>
    {
        var fault = Record.Exception(() => Read("x,y\n1,a\n" + text.Get, new() { Label = "y" }));
        Assert.True(fault is null or InvalidDataException, $"{fault}");
    }).QuickCheckThrowOnFailure();

    private static DataSet Read(string text, CsvOptions options) => Csv.Read(new StringReader(text), "fruit.csv", options);
}
