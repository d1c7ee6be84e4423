using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Descent.Checks.Tests.Messages;

public sealed class HarnessJsonTests
{
    [Fact]
    public void Any_value_comes_back() => Any.All(Any.Value, value => Assert.Equal(value, HarnessJson.ReadValue(HarnessJson.WriteValue(value))));

    [Fact]
    public void Any_number_comes_back_bit_by_bit() =>
        Any.All(Any.Numbers, numbers =>
        {
            var read = Assert.IsType<Numbers>(HarnessJson.ReadValue(HarnessJson.WriteValue(numbers)));
            Assert.Equal(numbers.Data.Select(BitConverter.DoubleToInt64Bits), read.Data.Select(BitConverter.DoubleToInt64Bits));
        });

    [Fact]
    public void Any_message_comes_back() => Any.All(Any.Message, message => AssertSame(message, HarnessJson.Read(HarnessJson.Write(message))));

    [Fact]
    public void Any_message_is_one_line() => Any.All(Any.Message, message => Assert.DoesNotContain('\n', HarnessJson.Write(message)));

    [Fact]
    public void Messages_do_not_depend_on_the_country()
    {
        var message = new ObservedMessage(new Observation(
            new Expectation("x", CheckKind.AtLeast, 0.5) { Bound = double.NegativeInfinity, PointsFrom = double.NaN, Tolerance = -0.25 }, Numbers.Of(1.5)));
        var before = CultureInfo.CurrentCulture;
        var country = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        country.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "minus", NaNSymbol = "¤", NegativeInfinitySymbol = "-∞" };
        CultureInfo.CurrentCulture = country;
        try
        {
            AssertSame(message, HarnessJson.Read(HarnessJson.Write(message)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_largest_value_comes_back()
    {
        var numbers = new Numbers([1, 1, 1, 1, 1, 1, 2, CheckValues.MaximumLength / 2], new double[CheckValues.MaximumLength]);
        Assert.Equal(numbers, HarnessJson.ReadValue(HarnessJson.WriteValue(numbers)));
    }

    [Fact]
    public void A_text_that_is_no_Unicode_loses_only_what_is_none() =>
        Assert.Equal(new Text("a\ufffdb"), HarnessJson.ReadValue(HarnessJson.WriteValue(new Text("a\ud800b"))));

    [Fact]
    public void An_observation_is_written_like_this() =>
        Assert.Equal(
            """{"observed":{"shape":[],"numbers":"AAAAAAAA+D8="},"name":"x","kind":"Close","points":2,"tolerance":1E-05,"bound":0,"expected":{"truth":true},"hidden":true,"hint":"h","causes":[{"wrong":{"nothing":null},"meaning":"m"}]}""",
            HarnessJson.Write(new ObservedMessage(new Observation(
                new Expectation("x", CheckKind.Close, 2) { Tolerance = 1e-5, Expected = new Truth(true), IsHidden = true, Hint = "h", Causes = [new Cause(null, "m")] },
                Numbers.Of(1.5)))));

    [Theory]
    [InlineData(true, """{"name":"x","kept":{"texts":["a"]}}""")]
    [InlineData(false, """{"name":"x","provided":{"texts":["a"]}}""")]
    public void A_value_is_written_like_this(bool isKept, string json) => Assert.Equal(json, HarnessJson.Write(new GivenMessage("x", new Texts(["a"]), isKept)));

    public static TheoryData<string> NoMessages => new()
    {
        "",
        " ",
        "x",
        "null",
        "1",
        "\"observed\"",
        "[]",
        "{}",
        "{",
        "[{\"observed\":1}]",
        "{}{}",
        "{\"kept\":{\"truth\":true},\"name\":\"x\"} x",
        "{\"kept\":{\"truth\":true},\"name\":\"x\",}",
        "{\"kept\":{\"truth\":true},\"name\":\"x\"/**/}",
        "{\"kept\":{\"truth\":true}}",
        "{\"kept\":{\"truth\":true},\"name\":null}",
        "{\"kept\":{\"truth\":true},\"name\":1}",
        "{\"kept\":{\"truth\":true},\"name\":\"\"}",
        "{\"kept\":{\"truth\":true},\"name\":\"x\",\"name\":\"y\"}",
        "{\"kept\":{\"truth\":true},\"kept\":{\"truth\":false},\"name\":\"x\"}",
        "{\"kept\":{\"truth\":true},\"name\":\"\\ud800\"}",
        "{\"kept\":{\"truth\":true},\"name\":\"\ud800\"}",
        "{\"kept\":null,\"name\":\"x\"}",
        "{\"kept\":true,\"name\":\"x\"}",
        "{\"provided\":[],\"name\":\"x\"}",
        "{\"observed\":{\"truth\":true}}",
        "{\"observed\":{\"truth\":true},\"name\":\"x\"}",
        "{\"kept\":{\"truth\":true},\"name\":\"" + new string('x', 201) + "\"}",
    };

    [Theory]
    [MemberData(nameof(NoMessages))]
    public void What_is_no_message_is_refused(string text) => Assert.Throws<FormatException>(() => HarnessJson.Read(text));

    public static TheoryData<string> NoValues => new()
    {
        "{}",
        "{\"numbers\":\"\"}",
        "{\"shape\":[]}",
        "{\"shape\":[],\"numbers\":\"\"}",
        "{\"shape\":[],\"numbers\":null}",
        "{\"shape\":[],\"numbers\":1.5}",
        "{\"shape\":[],\"numbers\":[1.5]}",
        "{\"shape\":[],\"numbers\":\"AAAAAAAA+D8\"}",
        "{\"shape\":[],\"numbers\":\"AAAAAAAA+D8=A\"}",
        "{\"shape\":[],\"numbers\":\"AAAAAAAA+D==\"}",
        "{\"shape\":[],\"numbers\":\"AAAAAAAAAA==\"}",
        "{\"shape\":[],\"numbers\":\"é\"}",
        "{\"shape\":[2],\"numbers\":\"AAAAAAAA+D8=\"}",
        "{\"shape\":[1.5],\"numbers\":\"AAAAAAAA+D8=\"}",
        "{\"shape\":[\"1\"],\"numbers\":\"AAAAAAAA+D8=\"}",
        "{\"shape\":[null],\"numbers\":\"AAAAAAAA+D8=\"}",
        "{\"shape\":1,\"numbers\":\"AAAAAAAA+D8=\"}",
        "{\"shape\":{},\"numbers\":\"AAAAAAAA+D8=\"}",
        "{\"shape\":null,\"numbers\":\"AAAAAAAA+D8=\"}",
        "{\"shape\":[-1],\"numbers\":\"AAAAAAAA+D8=\"}",
        "{\"shape\":[-1,-1],\"numbers\":\"AAAAAAAA+D8=\"}",
        "{\"shape\":[2147483648],\"numbers\":\"\"}",
        "{\"shape\":[1e300],\"numbers\":\"\"}",
        "{\"shape\":[65536,65536,65536,65536],\"numbers\":\"\"}",
        "{\"shape\":[1,1,1,1,1,1,1,1,1],\"numbers\":\"AAAAAAAA+D8=\"}",
        "{\"shape\":[" + string.Join(',', Enumerable.Repeat("1", 100_000)) + "],\"numbers\":\"AAAAAAAA+D8=\"}",
        "{\"shape\":[200001],\"numbers\":\"" + Convert.ToBase64String(new byte[200_001 * 8]) + "\"}",
        "{\"text\":null}",
        "{\"text\":1}",
        "{\"text\":\"\\udc00\"}",
        "{\"text\":\"" + new string('a', CheckValues.MaximumLength + 1) + "\"}",
        "{\"texts\":null}",
        "{\"texts\":\"a\"}",
        "{\"texts\":[null]}",
        "{\"texts\":[1]}",
        "{\"texts\":[[\"a\"]]}",
        "{\"texts\":[\"" + new string('a', CheckValues.MaximumLength) + "\",\"a\"]}",
        "{\"texts\":[" + string.Join(',', Enumerable.Repeat("\"\"", CheckValues.MaximumLength + 1)) + "]}",
        "{\"truth\":null}",
        "{\"truth\":1}",
        "{\"truth\":\"true\"}",
        "{\"fault\":null,\"message\":\"\"}",
        "{\"fault\":\"x\"}",
        "{\"fault\":\"x\",\"message\":null}",
        "{\"fault\":\"x\",\"message\":\"\",\"place\":null}",
        "{\"fault\":\"x\",\"message\":\"\",\"place\":7}",
        "{\"fault\":\"x\",\"message\":\"" + new string('a', 4001) + "\"}",
        "{\"nothing\":1}",
        "{\"nothing\":{}}",
        "{\"Truth\":true}",
        "{\"truth\":true,\"truth\":false}",
        new string('[', 100_000),
        Deep(1000),
    };

    [Theory]
    [MemberData(nameof(NoValues))]
    public void What_is_no_value_is_refused(string text)
    {
        Assert.Throws<FormatException>(() => HarnessJson.ReadValue(text));
        Assert.Throws<FormatException>(() => HarnessJson.Read($$"""{"name":"x","kept":{{text}}}"""));
    }

    public static TheoryData<string, string> NoExpectations => new()
    {
        { "name", "1" },
        { "name", "\"\"" },
        { "kind", "null" },
        { "kind", "0" },
        { "kind", "\"0\"" },
        { "kind", "\"close\"" },
        { "kind", "\" Close\"" },
        { "kind", "\"Close,Equal\"" },
        { "kind", "\"Better\"" },
        { "points", "null" },
        { "points", "\"1\"" },
        { "points", "\"1,000\"" },
        { "points", "\" NaN\"" },
        { "points", "\"∞\"" },
        { "points", "\"infinity\"" },
        { "points", "{}" },
        { "tolerance", "true" },
        { "bound", "[]" },
        { "pointsFrom", "null" },
        { "expected", "null" },
        { "expected", "1" },
        { "expected", "{\"expected\":{\"truth\":true}}" },
        { "expectedKept", "null" },
        { "expectedKept", "\"\"" },
        { "expectedKept", "1" },
        { "hidden", "null" },
        { "hidden", "\"true\"" },
        { "hint", "null" },
        { "hint", "1" },
        { "causes", "null" },
        { "causes", "{}" },
        { "causes", "[null]" },
        { "causes", "[{}]" },
        { "causes", "[{\"wrong\":{\"truth\":true}}]" },
        { "causes", "[{\"wrong\":{\"truth\":true},\"meaning\":null}]" },
        { "causes", "[{\"wrong\":{\"truth\":true},\"meaning\":\" \"}]" },
        { "causes", "[{\"wrong\":null,\"meaning\":\"m\"}]" },
        { "observed", "null" },
        { "observed", "{}" },
    };

    [Theory]
    [MemberData(nameof(NoExpectations))]
    public void What_is_no_expectation_is_refused(string property, string value)
    {
        var json = JsonNode.Parse("""{"observed":{"truth":true},"name":"x","kind":"Close","points":1,"tolerance":0,"bound":0}""")!.AsObject();
        Assert.NotNull(HarnessJson.Read(json.ToJsonString()));
        json[property] = JsonNode.Parse(value);
        Assert.Throws<FormatException>(() => HarnessJson.Read(json.ToJsonString()));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("kind")]
    [InlineData("points")]
    [InlineData("tolerance")]
    [InlineData("bound")]
    public void What_an_expectation_needs_must_be_there(string property)
    {
        var json = JsonNode.Parse("""{"observed":{"truth":true},"name":"x","kind":"Close","points":1,"tolerance":0,"bound":0}""")!.AsObject();
        json.Remove(property);
        Assert.Equal($"'{property}' is missing", Assert.Throws<FormatException>(() => HarnessJson.Read(json.ToJsonString())).Message);
    }

    [Fact]
    public void Null_is_refused() => Assert.Throws<FormatException>(() => HarnessJson.Read(null!));

    [Fact]
    public void The_reason_is_kept() => Assert.IsAssignableFrom<JsonException>(Assert.Throws<FormatException>(() => HarnessJson.Read("{")).InnerException);

    private static string Deep(int depth) => string.Concat(Enumerable.Repeat("{\"text\":", depth)) + "\"a\"" + new string('}', depth);

    private static void AssertSame(HarnessMessage expected, HarnessMessage read)
    {
        if (expected is not ObservedMessage { Observation: var one })
        {
            Assert.Equal(expected, read);
            return;
        }
        // Records compare lists by reference.
        var other = Assert.IsType<ObservedMessage>(read).Observation;
        Assert.Equal(one.Yours, other.Yours);
        Assert.Equal(one.Expectation with { Causes = [] }, other.Expectation with { Causes = [] });
        Assert.Equal(one.Expectation.Causes.Select(cause => (cause.Wrong, cause.Meaning)), other.Expectation.Causes.Select(cause => (cause.Wrong, cause.Meaning)));
    }
}
