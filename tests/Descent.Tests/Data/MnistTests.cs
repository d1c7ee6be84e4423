using System.Net;

namespace Descent.Tests.Data;

public sealed class MnistTests
{
    [Fact]
    public void The_real_files_are_read_when_they_are_here()
    {
        var directory = Places.Shared("data/mnist");
        Assert.SkipWhen(directory is null, "The MNIST files are not beside the repository.");
        var (train, test) = Mnist.Load(directory);
        Assert.Equal("(60000, 784)", train.Inputs.Shape.ToString());
        Assert.Equal("(10000, 784)", test.Inputs.Shape.ToString());
        Assert.Equal([5, 0, 4, 1, 9], train.Take(5).Labels());
        Assert.Equal([7, 2, 1, 0, 4], test.Take(5).Labels());
        Assert.Equal((28, 28), train.ImageSize);
        Assert.Equal([0, 1], new[] { train.Take(10).Inputs.ToArray<double>().Min(), train.Take(10).Inputs.ToArray<double>().Max() });
        Assert.All(Mnist.Files, file => Assert.True(Mnist.Check(directory, file)));
    }

    [Fact]
    public void Small_files_of_the_same_form_are_read_plain_or_compressed()
    {
        using var folder = Small();
        var (train, test) = Mnist.Load(folder.Directory);
        Assert.Equal((2, 1), (train.Count, test.Count));
        Assert.Equal([3, 9], train.Labels());
        Assert.Equal(1, train.Inputs.At(0, 0));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var folder = Small();
        File.Delete(folder["t10k-labels-idx1-ubyte"]);
        Assert.Contains("neither t10k-labels-idx1-ubyte nor t10k-labels-idx1-ubyte.gz", Assert.Throws<FileNotFoundException>(() => Mnist.Load(folder.Directory)).Message);
    }

    [Fact]
    public void Counts_sizes_and_labels_must_fit()
    {
        using var folder = Small();
        folder.Write("t10k-labels-idx1-ubyte", IdxTests.File(0x08, [1], [10]));
        Assert.Contains("label 0 is 10", Assert.Throws<InvalidDataException>(() => Mnist.Load(folder.Directory)).Message);
        folder.Write("t10k-labels-idx1-ubyte", IdxTests.File(0x08, [2], [1, 1]));
        Assert.Contains("expected (1)", Assert.Throws<InvalidDataException>(() => Mnist.Load(folder.Directory)).Message);
        folder.Write("t10k-images-idx3-ubyte", IdxTests.File(0x08, [1, 2, 2], new byte[4]));
        Assert.Contains("expected (n, 28, 28)", Assert.Throws<InvalidDataException>(() => Mnist.Load(folder.Directory)).Message);
    }

    [Fact]
    public void A_check_tells_missing_from_wrong()
    {
        using var folder = Small();
        Assert.False(Mnist.Check(folder.Directory, Mnist.Files[0]));
        File.Delete(folder["train-images-idx3-ubyte.gz"]);
        Assert.Null(Mnist.Check(folder.Directory, Mnist.Files[0]));
    }

    [Fact]
    public void Without_a_network_the_error_says_where_to_put_the_files()
    {
        using var folder = new TemporaryFolder();
        using var offline = new Server(_ => throw new HttpRequestException("no such host"));
        var fault = Assert.Throws<IOException>(() => Download(offline, folder, "http://one/", "http://two/"));
        Assert.Contains("http://one/train-images-idx3-ubyte.gz: no such host", fault.Message);
        Assert.Contains("http://two/train-images-idx3-ubyte.gz: no such host", fault.Message);
        Assert.Contains(folder.Directory, fault.Message);
        Assert.Contains("DESCENT_DATA", fault.Message);
        Assert.Empty(Directory.GetFiles(folder.Directory));
    }

    [Fact]
    public void What_is_not_MNIST_is_thrown_away()
    {
        using var folder = new TemporaryFolder();
        using var liar = new Server(_ => new HttpResponseMessage { Content = new ByteArrayContent(IdxTests.Pack(new byte[47_040_017])) });
        Assert.Contains("not MNIST's file", Assert.Throws<IOException>(() => Download(liar, folder, "http://one/")).Message);
        Assert.Empty(Directory.GetFiles(folder.Directory));
    }

    [Fact]
    public void A_server_error_is_told_and_the_next_mirror_tried()
    {
        using var folder = new TemporaryFolder();
        using var broken = new Server(request => new HttpResponseMessage(request.RequestUri!.Host == "one" ? HttpStatusCode.NotFound : HttpStatusCode.BadGateway));
        var message = Assert.Throws<IOException>(() => Download(broken, folder, "http://one/", "http://two/")).Message;
        Assert.Contains("404", message);
        Assert.Contains("502", message);
    }

    [Fact]
    public void The_real_files_are_downloaded_checked_and_found_again()
    {
        var source = Places.Shared("data/mnist");
        Assert.SkipWhen(source is null, "The MNIST files are not beside the repository.");
        using var folder = new TemporaryFolder();
        var requests = 0;
        using var server = new Server(request =>
        {
            requests++;
            return new HttpResponseMessage { Content = new ByteArrayContent(File.ReadAllBytes(Path.Combine(source, Path.GetFileName(request.RequestUri!.LocalPath)))) };
        });
        var progress = new Log();
        Mnist.Download(server, folder.Directory, progress, [new("http://one/")], CancellationToken.None);
        Assert.All(Mnist.Files, file => Assert.True(Mnist.Check(folder.Directory, file)));
        Assert.Equal(4, Directory.GetFiles(folder.Directory).Length);
        Assert.Equal(progress.Last.Received, progress.Last.Total);

        Mnist.Download(server, folder.Directory, progress, [new("http://one/")], CancellationToken.None);
        Assert.Equal(4, requests);
    }

    [Fact]
    public void A_cancelled_download_stops()
    {
        using var folder = new TemporaryFolder();
        using var server = new Server(_ => new HttpResponseMessage { Content = new ByteArrayContent(new byte[100]) });
        Assert.ThrowsAny<OperationCanceledException>(() => Mnist.Download(server, folder.Directory, null, [new("http://one/")], new CancellationToken(canceled: true)));
    }

    private static string Download(Server server, TemporaryFolder folder, params string[] mirrors) =>
        Mnist.Download(server, folder.Directory, null, [.. mirrors.Select(mirror => new Uri(mirror))], CancellationToken.None);

    private static TemporaryFolder Small()
    {
        var folder = new TemporaryFolder();
        var images = new byte[2 * 784];
        images[0] = 255;
        folder.Write("train-images-idx3-ubyte.gz", IdxTests.Pack(IdxTests.File(0x08, [2, 28, 28], images)));
        folder.Write("train-labels-idx1-ubyte", IdxTests.File(0x08, [2], [3, 9]));
        folder.Write("t10k-images-idx3-ubyte", IdxTests.File(0x08, [1, 28, 28], new byte[784]));
        folder.Write("t10k-labels-idx1-ubyte", IdxTests.File(0x08, [1], [0]));
        return folder;
    }

    private sealed class Server(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }

    private sealed class Log : IProgress<DownloadProgress>
    {
        public DownloadProgress Last { get; private set; }

        public void Report(DownloadProgress value) => Last = value;
    }
}
