using System.Text.Json.Nodes;

namespace Descent.Notebooks.Documents;

/// <summary>The metadata with which .NET Interactive, Verso, ClrKernel and Jupyter all find the right kernel.</summary>
internal static class CourseMetadata
{
    /// <summary>The metadata of a notebook in C#.</summary>
    public static JsonObject Create()
    {
        var metadata = new JsonObject();
        AddMissing(metadata, Languages.CSharp);
        return metadata;
    }

    /// <summary>Adds <c>kernelspec</c> and <c>language_info</c> for a language where they are missing.</summary>
    public static void AddMissing(JsonObject metadata, string language)
    {
        var (display, name, kernel) = language switch
        {
            "fsharp" => (".NET (F#)", "F#", ".net-fsharp"),
            "pwsh" => (".NET (PowerShell)", "PowerShell", ".net-powershell"),
            _ => (".NET (C#)", "C#", ".net-csharp"),
        };
        if (metadata["kernelspec"] is not JsonObject)
            metadata["kernelspec"] = new JsonObject { ["display_name"] = display, ["language"] = name, ["name"] = kernel };
        if (metadata["language_info"] is not JsonObject)
            metadata["language_info"] = new JsonObject { ["name"] = language };
    }
}
