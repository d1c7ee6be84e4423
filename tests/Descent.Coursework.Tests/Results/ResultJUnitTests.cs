using System.Xml.Linq;
using Descent.Coursework.Grading;
using Descent.Coursework.Results;
using Descent.Coursework.Tests.Gradebooks;
using FsCheck;
using FsCheck.Fluent;

namespace Descent.Coursework.Tests.Results;

public sealed class ResultJUnitTests
{
    private static readonly CheckMark Mark = new("check-a", "a", CheckStatus.Passed, 2, 2, IsHidden: false);

    [Fact]
    public void A_suite_is_a_submission_and_a_case_a_check()
    {
        var suite = Suite(new ExerciseResult("01-a", [Mark, Mark with { Name = "b", Status = CheckStatus.Wrong }, Mark with { Name = "c", Status = CheckStatus.Refused }]) { Student = "alice" });

        Assert.Equal(("alice/01-a", "3", "1", "1"), (suite.Attribute("name")!.Value, suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("errors")!.Value));
        Assert.Equal([("a", "alice/01-a.check-a"), ("b", "alice/01-a.check-a"), ("c", "alice/01-a.check-a")], suite.Elements("testcase").Select(test => (test.Attribute("name")!.Value, test.Attribute("classname")!.Value)));
    }

    [Fact]
    public void A_self_check_has_no_student() => Assert.Equal("01-a", Suite(new ExerciseResult("01-a", [])).Attribute("name")!.Value);

    [Fact]
    public void A_check_that_passed_has_nothing_to_say() => Assert.Empty(Suite(new ExerciseResult("01-a", [Mark])).Element("testcase")!.Elements());

    [Fact]
    public void A_check_that_failed_says_what_was_found()
    {
        var failure = Suite(new ExerciseResult("01-a", [Mark with { Status = CheckStatus.Wrong, Finding = "not right", Expected = "6", Yours = "5", Cause = "a cause", Hint = "a hint" }])).Element("testcase")!.Element("failure")!;

        Assert.Equal(("Wrong", "not right", "expected 6\nyours    5\na cause\na hint"), (failure.Attribute("type")!.Value, failure.Attribute("message")!.Value, failure.Value));
    }

    [Fact]
    public void A_check_that_could_not_be_judged_is_an_error() =>
        Assert.Equal("DoesNotCompile", Suite(new ExerciseResult("01-a", [Mark with { Status = CheckStatus.DoesNotCompile }])).Element("testcase")!.Element("error")!.Attribute("type")!.Value);

    [Fact]
    public void A_grading_has_a_suite_for_each_submission()
    {
        using var graded = new GradedExercise();

        var suites = XDocument.Parse(ResultJUnit.Of([graded.Graded("alice", "aa"), graded.Unreadable("bob", "bb")])).Root!.Elements("testsuite");

        Assert.Equal(["alice/01-tiny", "bob/01-tiny"], suites.Select(suite => suite.Attribute("name")!.Value));
    }

    [Fact]
    public void Any_text_makes_well_formed_XML() => Check.QuickThrowOnFailure(Prop.ForAll(AnyResult.Results, result =>
    {
        var suite = Suite(result);
        return suite.Elements("testcase").Count() == result.Checks.Count
            && suite.Descendants().Count(element => element.Name.LocalName is "failure" or "error") == result.Checks.Count(check => check.Status != CheckStatus.Passed);
    }));

    private static XElement Suite(ExerciseResult result) => XDocument.Parse(ResultJUnit.Of(result)).Root!.Element("testsuite")!;
}
