using System.Text;
using Descent.Notebooks.Kernel;

namespace Descent.Notebooks.Tests.Kernel;

/// <summary>Keeps what cells show.</summary>
internal sealed class RecordedOutput : IKernelOutput
{
    private readonly StringBuilder printed = new();

    public List<FormattedValue> Values { get; } = [];

    public string Printed => printed.ToString();

    public void Print(KernelStream stream, string text) => printed.Append(stream == KernelStream.Out ? "" : "!").Append(text);

    public void Show(FormattedValue value) => Values.Add(value);
}
