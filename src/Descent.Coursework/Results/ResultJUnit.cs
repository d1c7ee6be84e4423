using System.Globalization;
using System.Xml;
using Descent.Coursework.Gradebooks;
using Descent.Coursework.Grading;
using Descent.Notebooks.Running;

namespace Descent.Coursework.Results;

/// <summary>Results as JUnit XML, which CI servers show: a suite a submission, a case a check.</summary>
public static class ResultJUnit
{
    /// <summary>The results of a grading.</summary>
    /// <param name="graded">The submissions.</param>
    /// <returns>An XML document.</returns>
    public static string Of(IEnumerable<GradedSubmission> graded) => Of([.. graded.Select(ExerciseResult.Of)]);

    /// <summary>Results.</summary>
    /// <param name="results">The results.</param>
    /// <returns>An XML document.</returns>
    public static string Of(params IReadOnlyList<ExerciseResult> results)
    {
        using var text = new ReportXml.Writer();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, IndentChars = " ", NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "descent");
            foreach (var result in results)
                WriteSuite(xml, result);
            xml.WriteEndElement();
        }
        return text.ToString() + "\n";
    }

    private static void WriteSuite(XmlWriter xml, ExerciseResult result)
    {
        var suite = result.Student is { } student ? $"{student}/{result.Exercise}" : result.Exercise;
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", suite);
        Attribute(xml, "tests", result.Checks.Count);
        Attribute(xml, "failures", result.Checks.Count(check => check.Status != CheckStatus.Passed && check.IsGradable));
        Attribute(xml, "errors", result.Checks.Count(check => !check.IsGradable));
        foreach (var check in result.Checks)
        {
            xml.WriteStartElement("testcase");
            Attribute(xml, "name", check.Name);
            Attribute(xml, "classname", $"{suite}.{check.Cell}");
            if (check.Status != CheckStatus.Passed)
            {
                xml.WriteStartElement(check.IsGradable ? "failure" : "error");
                Attribute(xml, "type", check.Status.ToString());
                Attribute(xml, "message", check.Finding);
                xml.WriteString(ReportXml.Legal(string.Join('\n', new[] { check.Expected is { } expected ? $"expected {expected}" : null, check.Yours is { } yours ? $"yours    {yours}" : null, check.Cause, check.Hint }.OfType<string>())));
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, ReportXml.Legal(value));

    private static void Attribute(XmlWriter xml, string name, int value) => xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));
}
