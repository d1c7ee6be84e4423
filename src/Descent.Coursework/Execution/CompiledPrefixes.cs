using System.Security.Cryptography;
using System.Text;
using Descent.Notebooks.Kernel;
using Microsoft.CodeAnalysis.CSharp;

namespace Descent.Coursework.Execution;

/// <summary>
/// Remembers what cells compiled to, each after those before it: notebooks of one exercise begin alike, and are compiled one after another.
/// </summary>
/// <param name="compiler">The compiler, which is brought to where it would be had it compiled the cells.</param>
internal sealed class CompiledPrefixes(SubmissionCompiler compiler)
{
    public const int Capacity = 150;

    private readonly Dictionary<string, LinkedListNode<Entry>> entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> byUse = new();
    private readonly (CSharpCompilation? Previous, int Count) beginning = compiler.State;
    private string place = "";

    private sealed record Entry(string Place, CompileReply Reply, (CSharpCompilation? Previous, int Count) State);

    /// <summary>The reply to a request: the one of before, where the same cells led here.</summary>
    public CompileReply Reply(CompileRequest request, Func<CompileReply> compile)
    {
        if (request.IsFirst)
            (compiler.State, place) = (beginning, "");
        var before = place;
        place = Next(request);
        if (entries.TryGetValue(place, out var known))
        {
            byUse.Remove(known);
            byUse.AddFirst(known);
            compiler.State = known.Value.State;
        }
        var reply = known?.Value.Reply ?? compile();
        if (known is null)
            Remember(reply);
        // A cell that does not compile leaves the chain where it was, and the next one follows the cell before.
        if (reply.Cell is null)
            place = before;
        return reply;
    }

    private void Remember(CompileReply reply)
    {
        entries[place] = byUse.AddFirst(new Entry(place, reply, compiler.State));
        if (entries.Count <= Capacity)
            return;
        entries.Remove(byUse.Last!.Value.Place);
        byUse.RemoveLast();
    }

    /// <summary>The place after a cell: a hash of all that led there.</summary>
    private string Next(CompileRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in new[] { place, request.Name, request.IsAnswer ? "answer" : "given", request.Code }.Concat(request.Forbidden.SelectMany(rule => new[] { rule.Name, rule.Reason })))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData("\0"u8);
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
