namespace Descent.Coursework.Tests.Samples;

/// <summary>Texts that would like to be markup.</summary>
internal static class Hostile
{
    /// <summary>All of them as one text, for places that are shown as they are.</summary>
    public const string Text =
        """
        </code></pre></style></title></script><script>window.hit = 1</script><img src="http://evil.example/x.png" onerror="window.hit = 1"><svg onload="window.hit = 1"></svg>
        "><iframe src="http://evil.example/"></iframe>' onmouseover='window.hit = 1' x='<!-- ]]> <![CDATA[ &lt;script&gt; &#60;script&#62; <meta http-equiv="refresh" content="0;url=http://evil.example/">
        <base href="http://evil.example/"><form action="http://evil.example/"><input autofocus onfocus="window.hit = 1"></form><link rel="stylesheet" href="http://evil.example/x.css">
        """;

    /// <summary>Markdown that adds what only Markdown can do.</summary>
    public const string Markdown =
        """
        [a](javascript:window.hit=1) [b](JaVaScRiPt:window.hit=1) [c](&#106;avascript:window.hit=1) [d](data:text/html,<script>window.hit=1</script>) [e](vbscript:x) [f](//evil.example/) [g](file:///etc/passwd)
        [h](<java
        script:window.hit=1>) [i][ref] <javascript:window.hit=1> <data:text/html,x> ![j](http://evil.example/x.png) ![k](data:image/svg+xml,<svg/onload=window.hit=1>) [l](http://ok.example/ "\" onmouseover=\"window.hit=1")
        [m](http://ok.example/"onmouseover="window.hit=1) http://ok.example/"onmouseover="window.hit=1 <http://ok.example/?"onmouseover="window.hit=1>

        [ref]: javascript:window.hit=1

        | a | <script>window.hit=1</script> |
        |---|---|
        | <img src=x onerror=window.hit=1> | $<img src=x onerror=window.hit=1>$ |

        - [x] <b onclick="window.hit=1">task</b>

        $$</div><script>window.hit=1</script>$$

        ```html"><script>window.hit=1</script>
        </code></pre><script>window.hit=1</script>
        ```

        # Heading <script>window.hit=1</script>


        """ + Text;
}
