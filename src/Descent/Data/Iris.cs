namespace Descent;

/// <summary>
/// Measurements of 150 iris flowers of three species: the first data set of most courses, and the lecture's test of the
/// multi-layer perceptron.
/// </summary>
/// <remarks>Fisher (1936), "The use of multiple measurements in taxonomic problems"; UCI Machine Learning Repository.</remarks>
public static class Iris
{
    /// <summary>Reads the data set, which is part of the library.</summary>
    /// <returns>
    /// Inputs <c>(150, 4)</c>: length and width of sepal and petal in centimetres; targets <c>(150)</c>: setosa 0,
    /// versicolor 1, virginica 2; 50 rows each, in this order.
    /// </returns>
    public static DataSet Load()
    {
        using var stream = typeof(Iris).Assembly.GetManifestResourceStream("iris.csv")!;
        using var reader = new StreamReader(stream);
        return Csv.Read(reader, "iris.csv", new CsvOptions { Label = "species" }).Named("Iris");
    }
}
