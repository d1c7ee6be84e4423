using System.Text.RegularExpressions;
using Descent.Coursework.Tests.Samples;

namespace Descent.Coursework.Tests.Attacks;

public sealed partial class ThreatModelTests
{
    [Fact]
    public void Every_threat_names_tests_that_exist()
    {
        var names = typeof(ThreatModelTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Select(method => method.Name).Append(type.Name))
            .ToHashSet(StringComparer.Ordinal);
        var rows = File.ReadLines(CourseRepository.PathOf("src", "Descent.Coursework", "README.md"))
            .SkipWhile(line => !line.StartsWith("| threat |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|')[3])
            .ToList();
        Assert.True(rows.Count >= 15);
        foreach (var row in rows)
        {
            var tests = Code.Matches(row).Select(match => match.Groups[1].Value).ToList();
            Assert.NotEmpty(tests);
            Assert.All(tests, test => Assert.Contains(names, name => test.EndsWith('…') ? name.StartsWith(test[..^1], StringComparison.Ordinal) : name == test));
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code { get; }
}
