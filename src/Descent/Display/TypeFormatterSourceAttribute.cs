namespace Descent.Display;

/// <summary>
/// Tells a notebook front end which class can format the marked type. .NET Interactive finds the attribute by its
/// name and the names of its properties, so no package has to be referenced.
/// </summary>
/// <param name="formatterSourceType">A class with a public parameterless <c>CreateTypeFormatters()</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>The class that creates the formatters.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>MIME types in order of preference.</summary>
    public string[] PreferredMimeTypes { get; set; } = ["text/html"];
}
