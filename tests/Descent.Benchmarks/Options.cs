namespace Descent.Benchmarks;

/// <summary>What may follow a command.</summary>
internal sealed record Options
{
    /// <summary>A few samples only.</summary>
    public bool Quick { get; private init; }

    /// <summary>Where to write the numbers.</summary>
    public string? Json { get; private init; }

    /// <summary>A part of the names of the cases to measure; null for all.</summary>
    public string? Only { get; private init; }

    /// <summary>The Python that has PyTorch.</summary>
    public string Python { get; private init; } = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <param name="args">What was written.</param>
    /// <param name="allowed">The options that the command knows.</param>
    /// <exception cref="ArgumentException">It does not know one, or one has no value.</exception>
    public static Options Parse(ReadOnlySpan<string> args, params ReadOnlySpan<string> allowed)
    {
        var options = new Options();
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i];
            if (!allowed.Contains(name))
                throw new ArgumentException($"unknown option '{name}'");
            if (name == "--quick")
            {
                options = options with { Quick = true };
                continue;
            }

            var value = ++i < args.Length ? args[i] : throw new ArgumentException($"{name} needs a value");
            options = name switch
            {
                "--json" => options with { Json = value },
                "--only" => options with { Only = value },
                _ => options with { Python = value },
            };
        }

        return options;
    }
}
