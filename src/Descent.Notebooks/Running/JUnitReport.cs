using System.Globalization;
using System.Xml;

namespace Descent.Notebooks.Running;

/// <summary>Writes results as JUnit XML, which CI servers show: a suite a notebook, a case a code cell.</summary>
public static class JUnitReport
{
    /// <summary>Writes the report; the file's folder is created when it is missing.</summary>
    /// <param name="results">The notebooks.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(IReadOnlyList<NotebookResult> results, string path)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(path);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        File.WriteAllText(path, ToXml(results));
    }

    /// <summary>The report as text.</summary>
    /// <param name="results">The notebooks.</param>
    /// <returns>An XML document.</returns>
    public static string ToXml(IReadOnlyList<NotebookResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        using var text = new ReportXml.Writer();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, IndentChars = " ", NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "descent run");
            WriteCounts(xml, [.. results.SelectMany(Cases)], Seconds(results.Aggregate(TimeSpan.Zero, (sum, result) => sum + result.Duration)));
            foreach (var result in results)
                WriteSuite(xml, result);
            xml.WriteEndElement();
        }
        return text.ToString() + "\n";
    }

    private static void WriteSuite(XmlWriter xml, NotebookResult result)
    {
        List<CellResult> cases = [.. Cases(result)];
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", result.Path);
        WriteCounts(xml, cases, Seconds(result.Duration));
        foreach (var cell in cases)
        {
            xml.WriteStartElement("testcase");
            Attribute(xml, "name", cell.Number < 0 ? "the notebook as a whole" : $"cell {cell.Number}: {cell.Title}");
            Attribute(xml, "classname", Path.ChangeExtension(result.Path, null).Replace('\\', '/').Trim('.', '/').Replace('/', '.'));
            Attribute(xml, "file", result.Path);
            Attribute(xml, "time", Seconds(cell.Duration));
            if (cell.Status is CellStatus.Skipped or CellStatus.NotRun)
            {
                xml.WriteStartElement("skipped");
                Attribute(xml, "message", cell.Status == CellStatus.Skipped ? "tagged skip-execution" : "an earlier cell stopped the run");
                xml.WriteEndElement();
            }
            else if (cell.Failure is { } failure)
            {
                xml.WriteStartElement(cell.Status == CellStatus.TimedOut ? "error" : "failure");
                Attribute(xml, "type", cell.Status == CellStatus.TimedOut ? "time-out" : failure.Message.Split(':', '\n')[0]);
                Attribute(xml, "message", failure.Message);
                xml.WriteString(ReportXml.Legal($"{result.Path}\n{FailureText.Of(failure)}\n{failure.Details}".TrimEnd()));
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    /// <summary>The notebook's cells, and one case more when it failed without any of them failing.</summary>
    private static IEnumerable<CellResult> Cases(NotebookResult result) =>
        result.Failure is { } failure && !result.Cells.Any(cell => cell.Failure is not null)
            ? result.Cells.Prepend(new CellResult(-1, "", CellStatus.Failed, result.Duration, failure))
            : result.Cells;

    private static void WriteCounts(XmlWriter xml, List<CellResult> cases, string time)
    {
        Attribute(xml, "tests", cases.Count.ToString(CultureInfo.InvariantCulture));
        Attribute(xml, "failures", cases.Count(cell => cell.Status == CellStatus.Failed).ToString(CultureInfo.InvariantCulture));
        Attribute(xml, "errors", cases.Count(cell => cell.Status == CellStatus.TimedOut).ToString(CultureInfo.InvariantCulture));
        Attribute(xml, "skipped", cases.Count(cell => cell.Status is CellStatus.Skipped or CellStatus.NotRun).ToString(CultureInfo.InvariantCulture));
        Attribute(xml, "time", time);
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, ReportXml.Legal(value));
}
