using System.Net;
using System.Net.Sockets;
using Descent.Coursework.Grading;
using Descent.Coursework.Tests.Samples;

namespace Descent.Coursework.Tests.Attacks;

/// <summary>
/// Answers that want a mark that they have not earned, or the grader's ruin. Each runs as it would when handed in; afterwards an honest
/// submission must still be graded rightly by the same engine. src/Descent.Coursework/README.md names the threat of each.
/// </summary>
[Collection(nameof(AttackedCourse))]
public sealed class AttackTests(AttackedCourse attacked) : IClassFixture<AttackedCourse>
{
    private const string Honest = "double Square(double x) => x * x;";

    [Fact]
    public void The_memory_of_the_process_holds_no_expected_value()
    {
        // Searches its own memory for the label that the grader keeps, spelled backwards so as not to find its own spelling.
        var code = """
            using System.IO;
            double Square(double x)
            {
                var wanted = "sdrow terces owt";
                var found = 0;
                using var memory = File.OpenRead("/proc/self/mem");
                foreach (var line in File.ReadLines("/proc/self/maps"))
                {
                    var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                    if (words[1][0] != 'r' || line.EndsWith("[vvar]") || line.EndsWith("[vsyscall]") || line.EndsWith("[vvar_vclock]")) continue;
                    var ends = words[0].Split('-').Select(end => Convert.ToInt64(end, 16)).ToArray();
                    if (ends[1] - ends[0] > 1 << 28) continue;
                    var bytes = new byte[ends[1] - ends[0]];
                    try { memory.Position = ends[0]; memory.ReadAtLeast(bytes, bytes.Length, false); } catch (IOException) { continue; }
                    foreach (var step in new[] { 1, 2 })
                        for (var i = 0; i + step * wanted.Length < bytes.Length; i++)
                        {
                            var j = 0;
                            while (j < wanted.Length && bytes[i + step * j] == wanted[wanted.Length - 1 - j]) j++;
                            if (j == wanted.Length) found++;
                        }
                }
                return 1000 + found;
            }
            """;
        Assert.Equal("1000", Yours(code));
    }

    [Fact]
    public void Nothing_that_reflection_reaches_is_an_expected_value()
    {
        // Follows every field of everything that can be reached from static fields, for the label that the grader keeps.
        var code = """
            using System.Reflection;
            double Square(double x)
            {
                var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
                var queue = new Queue<object>();
                var found = 0;
                void Look(object value)
                {
                    if (value is string text) found += text.StartsWith("two") && text.EndsWith("words") ? 1 : 0;
                    else if (value != null && !value.GetType().IsPrimitive && seen.Add(value) && seen.Count < 200000) queue.Enqueue(value);
                }
                foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies().Where(a => a.GetName().Name.StartsWith("Descent")))
                    foreach (var type in assembly.GetTypes().Where(t => !t.ContainsGenericParameters))
                        foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                            try { Look(field.GetValue(null)); } catch { }
                while (queue.TryDequeue(out var next))
                {
                    if (next is Array array) { foreach (var item in array) Look(item); continue; }
                    if (next is Type or MemberInfo or Assembly or System.Threading.Thread) continue;
                    for (var type = next.GetType(); type != null; type = type.BaseType)
                        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(f => !f.FieldType.IsPointer && !f.FieldType.IsByRefLike))
                            try { Look(field.GetValue(next)); } catch { }
                }
                return 1000 + found;
            }
            """;
        Assert.Equal("1000", Yours(code));
    }

    [Fact]
    public void The_files_of_the_machine_cannot_be_seen()
    {
        var places = new[] { CourseRepository.Root, attacked.Course.Folder, "/etc/passwd", "/root", "/home", "/var", "/opt", Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), Path.GetTempPath() + "descent-course-" };
        var list = string.Join(", ", places.Distinct().Select(place => $"@\"{place}\""));
        Assert.Equal("1000", Yours($"using System.IO;\ndouble Square(double x) => 1000 + new[] {{ {list} }}.Count(place => File.Exists(place) || Directory.Exists(place) && Directory.GetFileSystemEntries(place).Length > 0);"));
    }

    [Fact]
    public void Nothing_can_be_written_but_in_a_small_temporary_folder()
    {
        var code = """
            using System.IO;
            double Square(double x)
            {
                var written = 0;
                foreach (var place in new[] { "/app/a", "/dotnet/a", "/course/a", "/usr/lib/a", "/a", "/bin/a", "/dev/a", "/dev/shm/a", "/proc/a" })
                    try { File.WriteAllText(place, "a"); written++; } catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
                try
                {
                    using var file = File.Create(Path.GetTempPath() + "big");
                    var megabyte = new byte[1 << 20];
                    for (var i = 0; i < 100; i++) file.Write(megabyte);
                    written += 100;
                }
                catch (IOException) { }
                return 1000 + written;
            }
            """;
        Assert.Equal("1000", Yours(code));
    }

    [Fact]
    public void Other_processes_cannot_be_seen()
    {
        Assert.Equal("1000", Yours("""
            using System.IO;
            double Square(double x) =>
                1000 + Directory.GetDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), out _))
                    .Count(d => !File.ReadAllText(d + "/cmdline").Contains("--descent-runner"));
            """));
    }

    [Fact]
    public void The_environment_is_empty_but_for_the_runtimes_settings()
    {
        Environment.SetEnvironmentVariable("DESCENT_TEST_SECRET", "token");
        Assert.Equal("1000", Yours("""
            double Square(double x) => 1000 + Environment.GetEnvironmentVariables().Keys.Cast<string>().Count(name => !name.StartsWith("DOTNET_") && name is not ("HOME" or "PWD"));
            """));
    }

    [Fact]
    public void There_is_no_network()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var code = $$"""
            double Square(double x)
            {
                var socketType = Type.GetType("System.Net.Sockets.TcpClient, System.Net.Sockets");
                var reached = 0;
                foreach (var host in new[] { "127.0.0.1", "localhost", "1.1.1.1" })
                    try { using var client = (IDisposable)Activator.CreateInstance(socketType, host, {{port}}); reached++; } catch (Exception) { }
                return 1000 + reached;
            }
            """;
        Assert.Equal("1000", Yours(code));
        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData("Environment.Exit(77);", "ended its own process: Environment.Exit")]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess().Kill(); System.Threading.Thread.Sleep(-1);", "was killed")]
    [InlineData("Environment.FailFast(\"enough\");", "ended its own process")]
    [InlineData("new System.Threading.Thread(() => throw new Exception(\"the hidden number is \" + x)).Start(); System.Threading.Thread.Sleep(-1);", "threw an exception on another thread")]
    [InlineData("double F(double a) => F(a + 1) + 1; F(x);", "the stack is full")]
    [InlineData("while (true) { }", "ran longer than 3 s")]
    [InlineData("System.Threading.Thread.Sleep(-1);", "ran longer than 3 s")]
    [InlineData("var all = new List<byte[]>(); while (true) { var b = new byte[1 << 20]; Array.Fill(b, (byte)1); all.Add(b); }", "OutOfMemoryException")]
    [InlineData("while (true) unsafe { var p = (byte*)System.Runtime.InteropServices.NativeMemory.Alloc(1 << 24); for (var i = 0; i < 1 << 24; i += 4096) p[i] = 1; }", "memory")]
    public void A_cell_that_ends_its_process_costs_itself_and_what_comes_after(string code, string finding)
    {
        var marks = Attack($"double Square(double x)\n{{\n    if (x > 3) {{ {code} }}\n    return x * x;\n}}");
        Assert.Equal(CheckStatus.Passed, marks.Checks[0].Status);
        Assert.Contains(finding, marks.Checks[1].Finding, StringComparison.Ordinal);
        Assert.Equal(0, marks.Checks[1].Points);
        Assert.DoesNotContain("hidden number is", marks.Checks[1].Finding, StringComparison.Ordinal);
        Assert.Empty(marks.Flags);
    }

    [Theory]
    [InlineData("for (var i = 0; i < 10_000; i++) new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1)).Start();")]
    [InlineData("for (var i = 0; i < 10_000; i++) System.Diagnostics.Process.Start(\"/dotnet/dotnet\", \"/app/Descent.Cli.dll --descent-runner\");")]
    [InlineData("[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int fork(); for (var i = 0; i < 10_000; i++) fork();")]
    [InlineData("while (true) Console.WriteLine(new string('x', 1 << 20));")]
    [InlineData("[System.Runtime.InteropServices.DllImport(\"libc\")] static extern nint write(int fd, byte[] b, nint n); var b = new byte[1 << 20]; while (true) for (var fd = 1; fd < 3; fd++) write(fd, b, b.Length);")]
    [InlineData("var files = new List<System.IO.Stream>(); while (true) files.Add(System.IO.File.OpenRead(\"/dev/null\"));")]
    public void Whoever_takes_all_of_something_gets_no_points_and_stops_nobody(string code)
    {
        var marks = Attack($"double Square(double x)\n{{\n    if (x > 3) {{ {code} }}\n    return x * x;\n}}");
        Assert.Equal((2, 0), (marks.Checks[0].Points, marks.Checks[1].Points));
        Assert.Empty(AttackedCourse.Survivors());
    }

    [Fact]
    public void Too_many_threads_end_the_run_whichever_of_them_failed()
    {
        const string code = "double Square(double x)\n{\n    if (x > 3) try { for (var i = 0; i < 10_000; i++) new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1)).Start(); } catch (OutOfMemoryException) { }\n    return x * x;\n}";
        var marks = Attack(code, "double Twice(double x) => 2 * x;");
        Assert.Equal((CheckStatus.NotRun, CheckStatus.NotRun), (marks.Checks[2].Status, marks.Checks[3].Status));
        Assert.Contains("started more than 100 processes and threads", marks.Checks[2].Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_class_of_ones_own_is_noticed()
    {
        var marks = Attack("""
            double Square(double x) => 0;
            static class Check
            {
                public static int Seed => Descent.Checks.Check.Seed;
                public static T Provided<T>(string name) => Descent.Checks.Check.Provided<T>(name);
                public static void Close(string name, Func<object> yours, object expected = null, double points = 1, double tolerance = 1e-5, string hint = null) =>
                    Descent.Checks.Check.Close(name, () => expected ?? yours(), expected, points);
            }
            """);
        Assert.Equal(0, marks.Points);
        Assert.NotEmpty(marks.Flags);
    }

    [Fact]
    public void A_sender_that_puts_the_expected_value_in_the_answers_place_is_noticed()
    {
        var marks = Attack("""
            using System.Text.Json.Nodes;
            double Square(double x) => 0;
            var honest = (Action<string>)AppContext.GetData("Descent.Checks.Send");
            AppContext.SetData("Descent.Checks.Send", (Action<string>)(text =>
            {
                var message = JsonNode.Parse(text).AsObject();
                if (message["expected"] is JsonNode expected) message["observed"] = expected.DeepClone();
                honest(message.ToJsonString());
            }));
            """);
        Assert.Equal(0, marks.Points);
        Assert.NotEmpty(marks.Flags);
    }

    [Fact]
    public void A_message_that_was_not_asked_for_is_flagged_and_earns_nothing()
    {
        var marks = Attack("""
            double Square(double x) => 0;
            Descent.Checks.Check.Close("square of a hidden number", () => 36.0, points: 100);
            """);
        Assert.Equal(0, marks.Checks[1].Points);
        Assert.Contains("did not ask for", Assert.Single(marks.Flags), StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_that_is_answered_twice_is_refused_and_flagged()
    {
        var marks = Attack("""
            double Square(double x)
            {
                if (x != 3) Descent.Checks.Check.Close("square of a hidden number", () => x * x, points: 100);
                return x * x;
            }
            """);
        Assert.Equal((CheckStatus.Refused, 0), (marks.Checks[1].Status, marks.Checks[1].Points));
        Assert.Contains("2 times", Assert.Single(marks.Flags), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_is_sent_again_by_another_thread_is_refused()
    {
        var marks = Attack("""
            double Square(double x) => x * x;
            var honest = (Action<string>)AppContext.GetData("Descent.Checks.Send");
            var first = true;
            AppContext.SetData("Descent.Checks.Send", (Action<string>)(text => { honest(text); if (first) { first = false; honest(text); } }));
            """);
        Assert.Equal((CheckStatus.Refused, 0), (marks.Checks[0].Status, marks.Checks[0].Points));
        Assert.NotEmpty(marks.Flags);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not JSON")]
    [InlineData("{\"observed\":{\"numbers\":\"!\",\"shape\":[]},\"name\":\"square of 3\"}")]
    [InlineData("{\"observed\":{\"numbers\":\"\",\"shape\":[2147483647,2147483647]},\"name\":\"square of 3\",\"kind\":\"Close\",\"points\":1,\"tolerance\":1,\"bound\":0}")]
    public void A_malformed_message_is_flagged_and_harms_nobody(string message)
    {
        var marks = Attack($"double Square(double x) {{ ((Action<string>)AppContext.GetData(\"Descent.Checks.Send\"))({Literal(message)}); return x * x; }}");
        Assert.NotEmpty(marks.Flags);
        Assert.Equal(2, marks.Checks[0].Points);
    }

    [Fact]
    public void Bytes_in_the_graders_channel_end_the_run()
    {
        // Finds the channel among the open files, and writes what is no message.
        var marks = Attack("""
            using System.IO;
            double Square(double x)
            {
                [System.Runtime.InteropServices.DllImport("libc")] static extern nint write(int fd, byte[] b, nint n);
                var noise = Enumerable.Repeat((byte)255, 4096).ToArray();
                foreach (var file in Directory.GetFiles("/proc/self/fd"))
                    if (int.TryParse(Path.GetFileName(file), out var fd) && fd > 2) write(fd, noise, noise.Length);
                System.Threading.Thread.Sleep(1000);
                return x * x;
            }
            """);
        Assert.Equal(0, marks.Points);
        Assert.Contains("no message", marks.Checks[0].Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flood_of_messages_ends_the_run()
    {
        var marks = Attack("""
            double Square(double x)
            {
                var send = (Action<string>)AppContext.GetData("Descent.Checks.Send");
                while (true) send(new string('x', 1 << 20));
            }
            """);
        Assert.Equal(0, marks.Points);
        Assert.Contains("sent the grader more than", marks.Checks[0].Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_small_messages_end_the_run_too()
    {
        var marks = Attack("double Square(double x) { for (var i = 0; i < 10_000; i++) Descent.Checks.Check.Close($\"check {i}\", () => 1, 1); return x * x; }");
        Assert.Equal(0, marks.Points);
        Assert.Contains("sent the grader more than 2000 messages", marks.Checks[0].Finding, StringComparison.Ordinal);
        Assert.True(marks.Flags.Count <= 21);
    }

    [Theory]
    [InlineData("IEnumerable<double> Numbers() { while (true) yield return 1; } object Square(double x) => Numbers();", "too large")]
    [InlineData("object Square(double x) => new double[1_000_000];", "too large")]
    [InlineData("object Square(double x) { IEnumerable<double> Numbers() { yield return 1; throw new InvalidOperationException(\"in the middle\"); } return Numbers(); }", "in the middle")]
    [InlineData("object Square(double x) => throw new Exception(new string('x', 50_000_000));", "xxx")]
    [InlineData("object Square(double x) => typeof(string);", "cannot be compared")]
    public void Values_of_any_kind_are_judged_or_refused(string code, string finding)
    {
        var marks = Attack(code);
        Assert.Equal((0, CheckStatus.Threw), (marks.Checks[0].Points, marks.Checks[0].Status));
        Assert.Contains(finding, marks.Checks[0].Finding, StringComparison.Ordinal);
        Assert.True(marks.Checks.All(check => check.Finding.Length < 2_000));
    }

    [Fact]
    public void What_hidden_checks_call_an_answer_with_does_not_come_back()
    {
        // Remembers the hidden input, and says it wherever an answer may say something afterwards.
        var marks = Attack(
            """
            double secret = -1;
            double Square(double x) { secret = x; return x == 3 ? 9 : throw new ArgumentException($"it was {x}"); }
            """,
            "double Twice(double x) => x == 4 ? secret : throw new Exception($\"it was {secret}\");\nthrow new Exception($\"it was {secret}\");");
        var input = 5.0 + AttackedCourse.Seed;
        var texts = marks.Checks.SelectMany(check => new[] { check.Finding, check.Yours, check.Cause, check.Expected }).Concat(marks.Failures.Values.Select(failure => failure.Text)).OfType<string>().ToList();
        Assert.DoesNotContain(texts, text => text.Contains($"{input}", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("ArgumentException", StringComparison.Ordinal));
    }

    [Fact]
    public void Seed_and_inputs_of_hidden_checks_are_not_there_before_the_first_of_them()
    {
        // Asks for them where its words still come back.
        var marks = Attack(
            """
            string Known()
            {
                var get = (Func<string, string>)AppContext.GetData("Descent.Checks.Provided");
                return $"seed {AppContext.GetData("Descent.Checks.Seed")}, input {get?.Invoke("input") ?? "none"}.";
            }
            double Square(double x) => x == 3 ? throw new Exception(Known()) : x * x;
            """);
        Assert.Contains("seed 0, input none.", marks.Checks[0].Finding, StringComparison.Ordinal);
        Assert.Equal(3, marks.Checks[1].Points);
    }

    [Theory]
    [InlineData("#load \"/etc/passwd\"\ndouble Square(double x) => x * x;")]
    [InlineData("#r \"/app/Descent.Coursework.dll\"\ndouble Square(double x) => x * x;")]
    public void Answers_can_load_nothing(string code)
    {
        var marks = Attack(code);
        Assert.Equal((CheckStatus.DoesNotCompile, 0), (marks.Checks[0].Status, marks.Checks[0].Points));
        Assert.Contains("an answer may load neither files nor libraries", marks.Failures["square"].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", marks.Failures["square"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_on_which_the_compiler_despairs_costs_that_answer_only()
    {
        // Every lambda is bound once for each overload: the work grows as 3 to the depth.
        const int depth = 16;
        var open = string.Concat(Enumerable.Range(0, depth).Select(i => $"M(a{i} => "));
        var code = $"int M(Func<int, int> f) => 1; int M(Func<string, int> f) => 2; int M(Func<double, int> f) => 3;\ndouble Square(double x) => {open}a0.Nothing{new string(')', depth)};";
        var marks = Attack(code, "double Twice(double x) => 2 * x;");
        Assert.Equal(CheckStatus.DoesNotCompile, marks.Checks[0].Status);
        Assert.Equal((1, 2), (marks.Checks[2].Points, marks.Checks[3].Points));
    }

    [Theory]
    [InlineData(20_000, "(", ")")]
    [InlineData(20_000, "$\"{", "}\"")]
    [InlineData(20_000, "-", "")]
    public void Code_that_nests_without_end_costs_that_answer_only(int depth, string open, string close)
    {
        var nested = string.Concat(Enumerable.Repeat(open, depth)) + "x" + string.Concat(Enumerable.Repeat(close, depth));
        var marks = Attack($"double Square(double x) => {nested};", "double Twice(double x) => 2 * x;");
        Assert.Equal((0, 3), (marks.Checks[0].Points, marks.Checks[2].Points + marks.Checks[3].Points));
    }

    private static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>What the visible check says that the answer returned.</summary>
    private string? Yours(string code) => Attack(code).Checks[0].Yours;

    private AutomaticMarks Attack(string square, string? twice = null)
    {
        var marks = attacked.Grade(twice is null ? [("square", square)] : [("square", square), ("twice", twice)]);
        var after = attacked.Grade([("square", Honest), ("twice", "double Twice(double x) => x + x;")]);
        Assert.Equal((8, 0), (after.Points, after.Flags.Count));
        return marks;
    }
}
