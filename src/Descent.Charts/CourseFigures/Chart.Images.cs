using System.Numerics;
using Descent.Charts.Rendering;
using Descent.Charts.Traces;

namespace Descent.Charts;

/// <content>Grey images.</content>
public static partial class Chart
{
    private const int MaxImages = 400;

    /// <summary>Grey images in rows, as one picture: <c>Chart.Images(digits, 8, 8, captions)</c>.</summary>
    /// <typeparam name="T">Any number: float, double, byte.</typeparam>
    /// <param name="pixels">The pixels of all images one after another, each row by row.</param>
    /// <param name="height">The rows of an image.</param>
    /// <param name="width">The columns of an image.</param>
    /// <param name="captions">What stands above each image, one for each.</param>
    /// <param name="columns">How many images stand in a row; at most 10 when it is left out.</param>
    /// <param name="scale">The colours: <see cref="ColorScale.Grey"/> shows high values bright, <see cref="ColorScale.Ink"/> dark; <see cref="ColorScale.BlueRed"/> is for weights.</param>
    /// <param name="range">The values of the first and the last colour, for example (-1, 1) for weights; those of the data when it is left out.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">The pixels are not whole images, there are more than 400, or captions are missing.</exception>
    public static Figure Images<T>(IEnumerable<T> pixels, int height, int width, IEnumerable<string>? captions = null, int? columns = null, ColorScale scale = ColorScale.Grey, (double From, double To)? range = null)
        where T : INumber<T>
    {
        var all = Input.Numbers(pixels, nameof(Images), nameof(pixels));
        if (height < 1 || width < 1 || all.Length % (height * width) != 0)
            throw new ArgumentException($"Images: {all.Length} pixels are not whole images of {height} x {width}.", nameof(pixels));
        return Images(
            Enumerable.Range(0, all.Length / (height * width)).Select(n =>
            {
                var image = new double[height, width];
                Buffer.BlockCopy(all, n * height * width * sizeof(double), image, 0, height * width * sizeof(double));
                return image;
            }),
            captions, columns, scale, range);
    }

    /// <summary>Images in rows, as one picture.</summary>
    /// <param name="images">The images, all of one size.</param>
    /// <param name="captions">What stands above each image, one for each.</param>
    /// <param name="columns">How many images stand in a row; at most 10 when it is left out.</param>
    /// <param name="scale">The colours: <see cref="ColorScale.Grey"/> shows high values bright, <see cref="ColorScale.Ink"/> dark; <see cref="ColorScale.BlueRed"/> is for weights.</param>
    /// <param name="range">The values of the first and the last colour, for example (-1, 1) for weights; those of the data when it is left out.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">There are none or more than 400, sizes differ, or captions are missing.</exception>
    public static Figure Images(IEnumerable<double[,]> images, IEnumerable<string>? captions = null, int? columns = null, ColorScale scale = ColorScale.Grey, (double From, double To)? range = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        double[][,] tiles = [.. images.Take(MaxImages + 1)];
        if (tiles.Length is 0 or > MaxImages)
            throw new ArgumentException($"Images: {(tiles.Length == 0 ? "none" : $"more than {MaxImages}")}; a picture holds 1 to {MaxImages}.", nameof(images));
        var (height, width) = (tiles[0].GetLength(0), tiles[0].GetLength(1));
        for (var n = 0; n < tiles.Length; n++)
        {
            if (tiles[n].Length == 0 || tiles[n].GetLength(0) != height || tiles[n].GetLength(1) != width)
                throw new ArgumentException($"Images: image 0 is {height} x {width} and image {n} is {tiles[n].GetLength(0)} x {tiles[n].GetLength(1)}; all must be of one size.", nameof(images));
        }

        string[]? texts = captions is null ? null : [.. captions];
        if (texts is not null)
            Input.SameLength(nameof(Images), nameof(images), tiles.Length, nameof(captions), texts.Length);
        if (columns is < 1)
            throw new ArgumentException($"Images: {columns} columns; it takes at least 1.", nameof(columns));
        var across = Math.Min(tiles.Length, columns ?? ColumnsFor(tiles.Length));
        var down = (tiles.Length + across - 1) / across;

        // Between the tiles stand cells without a value, wide enough for a caption.
        var tile = Math.Clamp(680.0 / across, 56, 150);
        var pixel = tile / Math.Max(height, width);
        var gap = Math.Max(1, (int)Math.Round(6 / pixel));
        var head = texts is null ? gap : Math.Max(1, (int)Math.Ceiling(24 / pixel));
        var sheet = new double[down * (height + head), across * (width + gap) - gap];
        for (var row = 0; row < sheet.GetLength(0); row++)
        {
            for (var column = 0; column < sheet.GetLength(1); column++)
                sheet[row, column] = double.NaN;
        }

        var figure = new Figure { Width = (int)(sheet.GetLength(1) * pixel) + 84, Height = (int)(sheet.GetLength(0) * pixel) + 74 };
        for (var n = 0; n < tiles.Length; n++)
        {
            var (top, left) = (n / across * (height + head) + head, n % across * (width + gap));
            for (var row = 0; row < height; row++)
            {
                for (var column = 0; column < width; column++)
                    sheet[top + row, left + column] = tiles[n][row, column];
            }

            if (texts is not null)
                figure.AddText(left + (width - 1) / 2.0, top - 0.5 - head / 2.0, texts[n]);
        }

        (figure.XAxis.Hidden, figure.YAxis.Hidden, figure.YAxis.Reversed) = (true, true, true);
        figure.Add(new GridTrace
        {
            Kind = GridKind.Heatmap,
            Values = sheet,
            X = Input.Indices(sheet.GetLength(1)),
            Y = Input.Indices(sheet.GetLength(0)),
            Scale = scale,
            ShowScale = false,
            Min = range?.From,
            Max = range?.To,
            Description = $"{Words.Count(tiles.Length, scale is ColorScale.Grey or ColorScale.Ink ? "grey image" : "image")} of {height} x {width} pixels{(texts is null ? "" : $": {string.Join(", ", texts)}")}",
        });
        return figure.WithEqualAxes();
    }

    /// <summary>Up to ten; of more images, the number of columns that leaves the fewest places empty, at least five.</summary>
    private static int ColumnsFor(int images) =>
        images <= 10 ? images : Enumerable.Range(5, 6).OrderBy(across => (across - images % across) % across).ThenByDescending(across => across).First();
}
