using System.Text;

namespace Descent.Notebooks.Kernel;

/// <summary>What <see cref="Console.Out"/> and <see cref="Console.Error"/> are while cells run.</summary>
internal sealed class ConsoleWriter : TextWriter
{
    private readonly LimitedOutput output;
    private readonly KernelStream stream;

    public ConsoleWriter(LimitedOutput output, KernelStream stream)
    {
        this.output = output;
        this.stream = stream;
        CoreNewLine = ['\n'];
    }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => output.Print(stream, [value]);

    public override void Write(string? value) => output.Print(stream, value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => output.Print(stream, buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer) => output.Print(stream, buffer);

    public override void WriteLine(string? value)
    {
        if (!output.IsFull)
            output.Print(stream, value + "\n");
    }

    public override void Flush() => output.Flush();
}
