using System.IO.Compression;

namespace Descent;

/// <summary>
/// 1,797 handwritten digits as grey images of 8 x 8 pixels: small enough to learn in seconds, and the stand-in where
/// <see cref="Mnist"/> is not at hand.
/// </summary>
/// <remarks>
/// Alpaydin and Kaynak (1998), "Optical Recognition of Handwritten Digits", test part; UCI Machine Learning Repository.
/// </remarks>
public static class Digits
{
    /// <summary>Reads the data set, which is part of the library.</summary>
    /// <param name="scale">Divide the pixels, whole numbers 0..16, by 16, so that they lie in 0..1.</param>
    /// <returns>
    /// Inputs <c>(1797, 64)</c>: pixels row by row, 0 is white paper; targets <c>(1797)</c>: the digit, 0 to 9;
    /// <see cref="DataSet.ImageSize"/> is (8, 8).
    /// </returns>
    public static DataSet Load(bool scale = true)
    {
        using var file = typeof(Digits).Assembly.GetManifestResourceStream("digits.csv.gz")!;
        using var stream = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        var data = Csv.Read(reader, "digits.csv", new CsvOptions { Label = "label" });
        return new DataSet(scale ? data.Inputs / 16.0 : data.Inputs, data.Targets, data.FeatureNames, data.ClassNames, "Digits", (8, 8));
    }
}
