using Descent.Notebooks.Kernel;

namespace Descent.Notebooks.Tests.Kernel;

public sealed class LimitedOutputTests : IDisposable
{
    private readonly MemoryStream sent = new();
    private readonly KernelChannel channel;
    private readonly LimitedOutput output;

    public LimitedOutputTests()
    {
        channel = new KernelChannel(Stream.Null, sent);
        output = new LimitedOutput(channel);
    }

    public void Dispose()
    {
        output.Dispose();
        channel.Dispose();
    }

    [Fact]
    public void Prints_to_both_streams_keep_their_order()
    {
        using var writer = new ConsoleWriter(output, KernelStream.Out);
        output.Print(KernelStream.Error, "a");
        writer.Write("b");
        writer.WriteLine(1.5);
        output.Print(KernelStream.Error, "c");
        output.Flush();
        Assert.Equal([(KernelStream.Error, "a"), (KernelStream.Out, "b1.5\n"), (KernelStream.Error, "c")], Joined());
    }

    [Fact]
    public void A_value_comes_after_what_was_printed_before_it()
    {
        output.Print(KernelStream.Out, "before");
        output.Show(new FormattedValue([KeyValuePair.Create("text/plain", "value")], IsResult: false));
        Assert.Equal([KernelMessageKind.Print, KernelMessageKind.Show], Received().Select(message => message.Kind));
    }

    [Fact]
    public void What_is_printed_beyond_the_limit_is_dropped_and_said_once()
    {
        for (var i = 0; i < 5; i++)
            output.Print(KernelStream.Out, new string('x', 1_500_000));
        output.Flush();
        var joined = Joined();
        Assert.Equal(LimitedOutput.MaximumText, joined[0].Text.Length);
        Assert.Equal(KernelStream.Error, Assert.Single(joined[1..]).Stream);
        output.BeginCell();
        output.Print(KernelStream.Out, "next cell");
        output.Flush();
        Assert.Equal("next cell", Joined()[^1].Text);
    }

    [Fact]
    public void What_is_shown_beyond_the_limit_is_dropped_and_said_once()
    {
        var value = new FormattedValue([KeyValuePair.Create("text/plain", new string('x', 30_000_000))], IsResult: false);
        for (var i = 0; i < 5; i++)
            output.Show(value);
        output.Flush();
        var received = Received();
        Assert.Equal(2, received.Count(message => message.Kind == KernelMessageKind.Show));
        Assert.Single(received, message => message.Kind == KernelMessageKind.Print);
    }

    [Fact]
    public void A_stream_that_breaks_off_ends_the_messages()
    {
        channel.Send(new KernelMessage { Kind = KernelMessageKind.Done });
        var bytes = sent.ToArray();
        for (var length = 0; length < bytes.Length; length++)
        {
            using var broken = new KernelChannel(new MemoryStream(bytes, 0, length), Stream.Null);
            Assert.Null(broken.Receive());
        }
    }

    [Theory]
    [InlineData(new byte[] { 255, 255, 255, 255 })]
    [InlineData(new byte[] { 255, 255, 255, 127 })]
    [InlineData(new byte[] { 2, 0, 0, 0, 1, 2 })]
    public void A_message_that_is_none_ends_the_messages(byte[] bytes)
    {
        using var broken = new KernelChannel(new MemoryStream(bytes), Stream.Null);
        Assert.Null(broken.Receive());
    }

    private List<KernelMessage> Received()
    {
        using var reader = new KernelChannel(new MemoryStream(sent.ToArray()), Stream.Null);
        var messages = new List<KernelMessage>();
        while (reader.Receive() is { } message)
            messages.Add(message);
        return messages;
    }

    /// <summary>The printed text, messages of one stream in a row joined: how many there are depends on a timer.</summary>
    private List<(KernelStream Stream, string Text)> Joined()
    {
        var joined = new List<(KernelStream Stream, string Text)>();
        foreach (var message in Received().Where(message => message.Kind == KernelMessageKind.Print))
        {
            if (joined.Count > 0 && joined[^1].Stream == message.Stream)
                joined[^1] = (message.Stream, joined[^1].Text + message.Text);
            else
                joined.Add((message.Stream, message.Text!));
        }
        return joined;
    }
}
