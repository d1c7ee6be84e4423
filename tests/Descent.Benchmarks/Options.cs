namespace Descent.Benchmarks;

/// <summary>What may follow a command.</summary>
internal sealed record Options(bool Quick, string? Json)
{
    public static Options Parse(ReadOnlySpan<string> args, bool json)
    {
        var options = new Options(false, null);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--quick")
                options = options with { Quick = true };
            else if (json && args[i] == "--json")
                options = options with { Json = ++i < args.Length ? args[i] : throw new ArgumentException("--json needs a file name") };
            else
                throw new ArgumentException($"unknown option '{args[i]}'");
        }
        return options;
    }
}
