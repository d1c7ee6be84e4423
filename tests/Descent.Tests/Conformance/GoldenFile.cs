using System.Text.Json.Nodes;

namespace Descent.Tests.Conformance;

/// <summary>
/// Numbers that PyTorch computed, from the directory named by DESCENT_GOLDEN or from the copies beside the tests.
/// </summary>
internal static class GoldenFile
{
    private static string Directory =>
        Environment.GetEnvironmentVariable("DESCENT_GOLDEN") is { Length: > 0 } directory
            ? directory
            : Path.Combine(AppContext.BaseDirectory, "Conformance", "vectors");

    public static JsonArray Read(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Directory, name + ".json")))!.AsArray();

    public static Tensor ToTensor(this JsonNode node, DType dtype) =>
        Tensor.From(node["data"]!.AsArray().Select(value => value!.GetValue<double>()).ToArray(), node["shape"]!.ToInts()).To(dtype);

    public static int[] ToInts(this JsonNode node) => [.. node.AsArray().Select(value => value!.GetValue<int>())];

    public static double[] ToDoubles(this JsonNode node) => [.. node.AsArray().Select(value => value!.GetValue<double>())];

    public static double Number(this JsonNode? attributes, string name, double otherwise = 0) =>
        attributes?[name]?.GetValue<double>() ?? otherwise;

    /// <summary>
    /// Float64 within 1e-9 absolute and relative; Float32 within 1e-4 of the element, with a floor of 1e-6 of the tensor's largest
    /// element, because sums that cancel keep no more.
    /// </summary>
    public static void AssertClose(JsonNode expected, Tensor actual, string what)
    {
        Assert.Equal(new Shape(expected["shape"]!.ToInts()), actual.Shape);
        var (wanted, got) = (expected["data"]!.ToDoubles(), actual.ToArray<double>());
        var largest = wanted.Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var i = 0; i < wanted.Length; i++)
        {
            var allowed = actual.DType == DType.Float64 ? 1e-9 * Math.Max(1, Math.Abs(wanted[i])) : (1e-4 * Math.Abs(wanted[i])) + (1e-6 * largest);
            Assert.True(Math.Abs(wanted[i] - got[i]) <= allowed, $"{what}[{i}]: PyTorch {wanted[i]:R}, Descent {got[i]:R}, allowed {allowed:G3}");
        }
    }
}
