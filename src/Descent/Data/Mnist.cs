using System.IO.Compression;
using System.Security.Cryptography;
using Descent.Backends.Cpu;

namespace Descent;

/// <summary>
/// 70,000 handwritten digits as grey images of 28 x 28 pixels, by LeCun, Cortes and Burges. Not part of the library: it is
/// looked for on the machine, then downloaded. <see cref="Digits"/> needs no download.
/// </summary>
/// <remarks>
/// Looked for in <c>DESCENT_DATA</c> (and its folder <c>mnist</c>), then in <c>data/mnist</c> of the current directory and
/// of every one above it, then in the user's cache. The files may be compressed (<c>.gz</c>) or not.
/// </remarks>
public static class Mnist
{
    /// <summary>The environment variable that names the directory with data sets.</summary>
    public const string DirectoryVariable = "DESCENT_DATA";

    private const int Size = 28;

    /// <summary>No file of MNIST is larger than 10 MB compressed; what is much larger is something else.</summary>
    private const long LargestDownload = 32 << 20;

    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private static readonly Uri[] DefaultMirrors =
    [
        new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
        new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
    ];

    /// <summary>The four files: training images and labels, test images and labels.</summary>
    public static IReadOnlyList<MnistFile> Files { get; } =
    [
        new("train-images-idx3-ubyte", 47_040_016, "6bbc9ace898e44ae57da46a324031adb"),
        new("train-labels-idx1-ubyte", 60_008, "a25bea736e30d166cdddb491f175f624"),
        new("t10k-images-idx3-ubyte", 7_840_016, "2646ac647ad5339dbf082846283269ea"),
        new("t10k-labels-idx1-ubyte", 10_008, "27ae3e4e09519cfbb04c329615203637"),
    ];

    /// <summary>Whether the four files are on this machine. Never uses the network.</summary>
    public static bool IsAvailable => Find() is not null;

    /// <summary>Where a download goes: <c>DESCENT_DATA/mnist</c> where that is set, else the user's cache.</summary>
    public static string DownloadDirectory =>
        Environment.GetEnvironmentVariable(DirectoryVariable) is { Length: > 0 } data ? Path.Combine(data, "mnist") : CacheDirectory();

    /// <summary>The directory with the four files.</summary>
    /// <returns>Its path, or null when none of the places has all four.</returns>
    public static string? Find() => SearchedDirectories().FirstOrDefault(directory => Files.All(file => PathOf(directory, file) is not null));

    /// <summary>Reads the data set, after downloading it where it is not on this machine.</summary>
    /// <param name="progress">Told of a download's progress.</param>
    /// <returns>
    /// 60,000 and 10,000 rows; inputs <c>(n, 784)</c>: pixels row by row, 0 is white paper and 1 black ink (the files'
    /// 0..255 divided by 255); targets <c>(n)</c>: the digit; <see cref="DataSet.ImageSize"/> is (28, 28).
    /// </returns>
    /// <exception cref="IOException">Not there and not to be downloaded; the message says where to put the files.</exception>
    /// <exception cref="InvalidDataException">A file is corrupt.</exception>
    public static (DataSet Train, DataSet Test) Load(IProgress<DownloadProgress>? progress = null) =>
        Load(Find() ?? Download(DownloadDirectory, progress));

    /// <summary>Reads the data set from a directory.</summary>
    /// <param name="directory">Where the four files are.</param>
    /// <returns>See <see cref="Load(IProgress{DownloadProgress})"/>.</returns>
    /// <exception cref="FileNotFoundException">One of the files is not there.</exception>
    /// <exception cref="InvalidDataException">A file is corrupt.</exception>
    public static (DataSet Train, DataSet Test) Load(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        return (Read(directory, Files[0], Files[1], "MNIST train"), Read(directory, Files[2], Files[3], "MNIST test"));
    }

    /// <summary>Whether a file is there, and whether its content is MNIST's.</summary>
    /// <param name="directory">Where to look.</param>
    /// <param name="file">One of <see cref="Files"/>.</param>
    /// <returns>Null when it is not there, else whether size and MD5 of its uncompressed content are right.</returns>
    public static bool? Check(string directory, MnistFile file)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(file);
        return PathOf(directory, file) is { } path ? IsIntact(path, file) : null;
    }

    /// <summary>Downloads the files that are not yet in a directory, and checks each by its MD5.</summary>
    /// <param name="directory">Where to put them; made where needed. <see cref="DownloadDirectory"/> when omitted.</param>
    /// <param name="progress">Told of the progress of each file.</param>
    /// <param name="mirrors">Where to fetch from, tried in turn: addresses that end in a slash. The usual two when omitted.</param>
    /// <param name="cancellation">Stops the download; files that are complete stay.</param>
    /// <returns>The directory.</returns>
    /// <exception cref="IOException">No mirror gave a right file; the message says why, and where to put the files by hand.</exception>
    public static string Download(
        string? directory = null,
        IProgress<DownloadProgress>? progress = null,
        IReadOnlyList<Uri>? mirrors = null,
        CancellationToken cancellation = default)
    {
        using var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) };
        return Download(handler, directory, progress, mirrors, cancellation);
    }

    internal static string Download(
        HttpMessageHandler handler,
        string? directory,
        IProgress<DownloadProgress>? progress,
        IReadOnlyList<Uri>? mirrors,
        CancellationToken cancellation)
    {
        directory ??= DownloadDirectory;
        mirrors ??= DefaultMirrors;
        using var client = new HttpClient(handler, disposeHandler: false);
        Directory.CreateDirectory(directory);
        foreach (var file in Files)
        {
            if (Check(directory, file) is not true)
                Fetch(client, directory, file, progress, mirrors, cancellation);
        }

        return directory;
    }

    internal static IEnumerable<string> SearchedDirectories()
    {
        if (Environment.GetEnvironmentVariable(DirectoryVariable) is { Length: > 0 } data)
        {
            yield return data;
            yield return Path.Combine(data, "mnist");
        }

        for (var directory = new DirectoryInfo(Directory.GetCurrentDirectory()); directory is not null; directory = directory.Parent)
            yield return Path.Combine(directory.FullName, "data", "mnist");
        yield return CacheDirectory();
    }

    private static string CacheDirectory()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var cache = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given ? given
            : Path.Combine(home, ".cache");
        return Path.Combine(cache, "descent", "mnist");
    }

    private static string? PathOf(string directory, MnistFile file)
    {
        // What a download writes comes first, so that it takes the place of a plain file that was found wrong.
        var plain = Path.Combine(directory, file.Name);
        return File.Exists(plain + ".gz") ? plain + ".gz" : File.Exists(plain) ? plain : null;
    }

    private static DataSet Read(string directory, MnistFile images, MnistFile labels, string name)
    {
        var (pixels, digits) = (Read(directory, images), Read(directory, labels));
        if (pixels.Shape is not [var count, Size, Size])
            throw new InvalidDataException($"{images.Name}: holds ({string.Join(", ", pixels.Shape)}); expected (n, {Size}, {Size}).");
        if (digits.Shape is not [var labelled] || labelled != count)
            throw new InvalidDataException($"{labels.Name}: holds ({string.Join(", ", digits.Shape)}); expected ({count}), a label for each of the images.");
        if (Array.FindIndex(digits.Values, digit => digit > 9) is var wrong and >= 0)
            throw new InvalidDataException($"{labels.Name}: label {wrong} is {digits.Values[wrong]}; expected 0 to 9.");
        // Written in place: a second copy of the training images would take 188 MB.
        var inputs = Tensor.Empty([count, Size * Size], DType.Float32, Device.Cpu);
        var greys = inputs.Span<float>();
        for (var i = 0; i < greys.Length; i++)
            greys[i] = pixels.Values[i] / 255f;
        return new DataSet(
            inputs,
            Tensor.From(Array.ConvertAll(digits.Values, digit => (float)digit)),
            classNames: [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")],
            name: name,
            imageSize: (Size, Size));
    }

    private static IdxArray Read(string directory, MnistFile file) =>
        PathOf(directory, file) is { } path
            ? Idx.Read(path)
            : throw new FileNotFoundException($"MNIST: neither {file.Name} nor {file.Name}.gz is in {directory}.", Path.Combine(directory, file.Name));

    private static void Fetch(HttpClient client, string directory, MnistFile file, IProgress<DownloadProgress>? progress, IReadOnlyList<Uri> mirrors, CancellationToken cancellation)
    {
        var target = Path.Combine(directory, file.Name + ".gz");
        var part = $"{target}.{Guid.NewGuid():N}.part";
        var faults = new List<string>();
        try
        {
            foreach (var mirror in mirrors)
            {
                var address = new Uri(mirror, file.Name + ".gz");
                try
                {
                    Receive(client, address, part, file.Name, progress, cancellation);
                    if (IsIntact(part, file))
                    {
                        File.Move(part, target, overwrite: true);
                        return;
                    }

                    faults.Add($"{address}: what came is not MNIST's file (size or MD5 is wrong)");
                }
                catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
                {
                    faults.Add($"{address}: {fault.Message}");
                }
            }
        }
        finally
        {
            File.Delete(part);
        }

        throw new IOException(
            $"MNIST is not on this machine and {file.Name} could not be downloaded:\n  {string.Join("\n  ", faults)}\n"
            + $"Put the four files {string.Join(", ", Files.Select(each => each.Name))} (with or without .gz) into {directory}, "
            + $"or into any directory and set {DirectoryVariable} to it. Or use Digits.Load(), which needs no download.");
    }

    private static void Receive(HttpClient client, Uri address, string path, string name, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.EnsureSuccessStatusCode();
        using var source = response.Content.ReadAsStream(cancellation);
        using var destination = File.Create(path);
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var buffer = new byte[1 << 16];
        var received = 0L;
        progress?.Report(new(name, 0, response.Content.Headers.ContentLength));
        for (int count; (count = Next()) > 0;)
        {
            received += count;
            if (received > LargestDownload)
                throw new IOException($"more than {LargestDownload >> 20} MiB came");
            destination.Write(buffer, 0, count);
            progress?.Report(new(name, received, response.Content.Headers.ContentLength));
        }

        int Next()
        {
            stalled.CancelAfter(LongestSilence);
            return source.ReadAsync(buffer, stalled.Token).AsTask().GetAwaiter().GetResult();
        }
    }

    private static bool IsIntact(string path, MnistFile file)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var packed = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
            stream.Position = 0;
            using Stream content = packed ? new GZipStream(stream, CompressionMode.Decompress) : stream;
            using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
            var buffer = new byte[1 << 16];
            var total = 0L;
            for (int count; (count = content.Read(buffer)) > 0;)
            {
                // Stops at the size: a small file may unpack to more than any disk holds.
                if ((total += count) > file.Bytes)
                    return false;
                md5.AppendData(buffer, 0, count);
            }

            return total == file.Bytes && Convert.ToHexStringLower(md5.GetHashAndReset()) == file.Md5;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
