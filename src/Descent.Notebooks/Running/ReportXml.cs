using System.Text;
using System.Xml;

namespace Descent.Notebooks.Running;

/// <summary>Text in XML reports.</summary>
internal static class ReportXml
{
    /// <summary>Code prints what it likes, XML does not carry all of it: control characters, lone surrogates.</summary>
    public static string Legal(string text)
    {
        var legal = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
                legal.Append(text[i]);
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                legal.Append(text[i]).Append(text[++i]);
            else
                legal.Append('\uFFFD');
        }
        return legal.ToString();
    }

    /// <summary>Writes to a string whose document says the encoding that it will be saved in.</summary>
    public sealed class Writer : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
