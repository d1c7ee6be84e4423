using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Kernel;

namespace Descent.Notebooks.Running;

/// <summary>Builds a cell's outputs: consecutive prints to one stream become one output.</summary>
internal sealed class OutputList(int executionCount)
{
    private readonly List<Output> outputs = [];
    private readonly StringBuilder text = new();
    private KernelStream stream;

    public void Print(KernelStream to, string printed)
    {
        if (printed.Length == 0)
            return;
        if (to != stream)
            EndStream();
        stream = to;
        text.Append(printed);
    }

    public void Show(FormattedValue value)
    {
        EndStream();
        var data = new JsonObject();
        foreach (var (mime, content) in value.Data)
            data[mime] = IsJson(mime) ? Parse(content) : content;
        outputs.Add(value.IsResult ? new ResultOutput(data, [], executionCount) : new DisplayOutput(data, []));
    }

    public void Fail(CellError error)
    {
        EndStream();
        outputs.Add(new ErrorOutput(error.Name, error.Message, error.Traceback));
    }

    public IReadOnlyList<Output> ToList()
    {
        EndStream();
        return outputs;
    }

    private static bool IsJson(string mime) =>
        mime == "application/json" || mime.EndsWith("+json", StringComparison.Ordinal);

    private static JsonNode? Parse(string content)
    {
        try
        {
            return JsonNode.Parse(content);
        }
        catch (JsonException)
        {
            return content;
        }
    }

    private void EndStream()
    {
        if (text.Length == 0)
            return;
        outputs.Add(new StreamOutput(stream == KernelStream.Out ? "stdout" : "stderr", text.ToString()));
        text.Clear();
    }
}
